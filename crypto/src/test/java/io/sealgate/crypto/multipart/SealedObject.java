package io.sealgate.crypto.multipart;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.aead.AesGcm;
import io.sealgate.crypto.body.Digests;
import io.sealgate.crypto.body.LayeredSealer;
import io.sealgate.crypto.body.PartKeys;
import io.sealgate.crypto.body.Parts;
import io.sealgate.crypto.body.Push;
import io.sealgate.crypto.body.Span;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A multipart object to test with, made as an upload makes it: part by part, a note of each, a
 * record of the notes.
 *
 * @param keys one for each layer
 * @param content the client's plaintext
 * @param parts the stored parts, in order
 * @param record what pins them
 */
record SealedObject(
    List<PartKeys> keys, Bytes content, List<byte[]> parts, CompletionRecord record) {

  /** One part to be made. */
  record Part(int number, int plaintextBytes) {}

  /** Numbers from 1 on. */
  static SealedObject ofSizes(int layers, int... sizes) {
    List<Part> parts = new ArrayList<>();
    for (int size : sizes) {
      parts.add(new Part(parts.size() + 1, size));
    }
    return of(Parts.layeredKeys(layers), 1, parts);
  }

  static SealedObject of(List<PartKeys> keys, long seed, List<Part> parts) {
    int total = parts.stream().mapToInt(Part::plaintextBytes).sum();
    byte[] plaintext = Parts.plaintext(total);
    List<byte[]> stored = new ArrayList<>();
    List<PartNote> notes = new ArrayList<>();
    int offset = 0;
    for (Part part : parts) {
      LayeredSealer sealer =
          new LayeredSealer(
              AesGcm.preferred(),
              keys,
              Parts.random(31 * seed + part.number()),
              part.number(),
              part.plaintextBytes(),
              () -> Parts.DIGESTS);
      notes.add(
          new PartNote(
              part.number(),
              "e",
              part.plaintextBytes(),
              sealer.salts(),
              Parts.DIGESTS,
              sealer.sealedKeys()));
      int end = offset + part.plaintextBytes();
      stored.add(Push.whole(sealer, Arrays.copyOfRange(plaintext, offset, end)));
      offset = end;
    }
    return new SealedObject(
        keys,
        Bytes.copyOf(plaintext),
        stored,
        CompletionRecord.ofParts(notes, null, Digests.NONE, ChecksumType.COMPOSITE));
  }

  /** The same with a record as it was before records knew keys. */
  SealedObject withoutExtras() {
    return new SealedObject(
        keys,
        content,
        parts,
        new CompletionRecord(
            record.layout(), record.salts(), null, record.digests(), record.checksumType()));
  }

  MultipartOpener opener() {
    return new MultipartOpener(AesGcm.preferred(), record);
  }

  byte[] plaintext() {
    return content.toArray();
  }

  byte[] stored() {
    return joined(parts);
  }

  byte[] stored(Span span) {
    return Arrays.copyOfRange(stored(), (int) span.offsetBytes(), (int) span.endBytes());
  }

  byte[] plaintext(Span span) {
    return Arrays.copyOfRange(plaintext(), (int) span.offsetBytes(), (int) span.endBytes());
  }

  static byte[] joined(List<byte[]> pieces) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    pieces.forEach(joined::writeBytes);
    return joined.toByteArray();
  }
}
