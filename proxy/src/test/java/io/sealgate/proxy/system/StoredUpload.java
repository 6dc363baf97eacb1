package io.sealgate.proxy.system;

import io.sealgate.auth.HeaderList;
import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.aead.AesGcm;
import io.sealgate.crypto.body.Digests;
import io.sealgate.crypto.body.LayeredSealer;
import io.sealgate.crypto.body.PartKeys;
import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.crypto.envelope.RecordId;
import io.sealgate.crypto.key.MultipartKeys;
import io.sealgate.crypto.key.ObjectSecret;
import io.sealgate.crypto.key.ObjectSecrets;
import io.sealgate.crypto.multipart.ChecksumType;
import io.sealgate.crypto.multipart.CompletionRecord;
import io.sealgate.crypto.multipart.PartNote;
import io.sealgate.proxy.operation.MemoryStore;
import io.sealgate.proxy.sealing.SmallBody;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** A sealed upload whose parts can be joined in several ways, of which one is stored. */
final class StoredUpload implements AutoCloseable {

  final RecordId id = RecordId.random(SystemFixture.RANDOM);
  final MultipartKeys keys;
  private final ObjectSecrets secrets = ObjectSecrets.random(1, SystemFixture.RANDOM);
  private final Envelope envelope = SystemFixture.envelope(id, secrets);
  private final MemoryStore store;

  StoredUpload(MemoryStore store) {
    this.store = store;
    this.keys = secrets.multipartKeys();
  }

  /** A part that was uploaded. */
  record Part(PartNote note, Bytes stored) {}

  Part part(int number, int plaintextBytes) {
    ObjectSecret secret = secrets.layer(0);
    try (PartKeys partKeys = new PartKeys(secret.objectKey(), secret.factsKey());
        LayeredSealer sealer =
            new LayeredSealer(
                AesGcm.preferred(),
                List.of(partKeys),
                SystemFixture.RANDOM,
                number,
                plaintextBytes,
                () -> Digests.NONE)) {
      Bytes salts = sealer.salts();
      byte[] stored = SmallBody.sealed(sealer, new byte[plaintextBytes]);
      return new Part(
          new PartNote(number, "etag" + number, plaintextBytes, salts, Digests.NONE),
          Bytes.copyOf(stored));
    }
  }

  /** The record of an object of these parts. */
  static CompletionRecord record(Part... parts) {
    List<PartNote> notes = new ArrayList<>();
    for (Part part : parts) {
      notes.add(part.note());
    }
    return CompletionRecord.ofParts(notes, null, Digests.NONE, ChecksumType.COMPOSITE);
  }

  /** Stores an object of these parts. */
  MultipartObject store(Part... parts) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (Part part : parts) {
      body.writeBytes(part.stored().toArray());
    }
    store.put("photos/key", new HeaderList(), body.toByteArray());
    return object(envelope, body.size());
  }

  /** The same object as another answer would describe it. */
  MultipartObject object(Envelope described, long storedBytes) {
    return new MultipartObject(
        "photos", "key", null, store.get("photos/key").etag(), described, storedBytes);
  }

  /** The envelope after a re-seal. */
  Envelope resealed() {
    return SystemFixture.envelope(id, secrets);
  }

  @Override
  public void close() {
    keys.close();
    secrets.close();
  }
}
