package io.sealgate.s3.multipart;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.body.DigestType;
import io.sealgate.crypto.body.Digests;
import io.sealgate.crypto.multipart.PartNote;
import io.sealgate.s3.body.ChecksumAlgorithm;
import io.sealgate.s3.body.RunningChecksum;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/** Parts for tests. */
final class Parts {

  private Parts() {}

  /** The note of a part with the checksums named. */
  static PartNote note(int number, byte[] plaintext, ChecksumAlgorithm... known) {
    Map<DigestType, Bytes> digests = new EnumMap<>(DigestType.class);
    for (ChecksumAlgorithm algorithm : known) {
      digests.put(algorithm.digestType(), digest(algorithm, plaintext));
    }
    return note(number, plaintext.length, new Digests(digests));
  }

  static PartNote note(int number, long plaintextBytes, Digests digests) {
    return new PartNote(
        number, "backend" + number, plaintextBytes, Bytes.copyOf(new byte[16]), digests);
  }

  static Bytes digest(ChecksumAlgorithm algorithm, byte[]... bytes) {
    RunningChecksum running = algorithm.start();
    for (byte[] piece : bytes) {
      running.update(ByteBuffer.wrap(piece));
    }
    return Bytes.copyOf(running.value());
  }

  static Digests digests(ChecksumAlgorithm algorithm, byte[] plaintext) {
    return new Digests(Map.of(algorithm.digestType(), digest(algorithm, plaintext)));
  }

  static String text(ChecksumAlgorithm algorithm, Bytes value) {
    return algorithm.encode(value.toArray());
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
