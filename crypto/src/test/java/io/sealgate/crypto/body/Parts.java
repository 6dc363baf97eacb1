package io.sealgate.crypto.body;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.crypto.aead.AesGcm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Parts to test with: fixed keys, seeded randomness, plaintext of any length. */
public final class Parts {

  /** Plaintext bytes of a regular frame. */
  public static final int FRAME = PartLayout.FRAME_PLAINTEXT_BYTES;

  /** Digests of no particular plaintext. */
  public static final Digests DIGESTS =
      new Digests(
          Map.of(
              DigestType.MD5, Bytes.copyOf(new byte[16]),
              DigestType.CRC64NVME, Bytes.copyOf(new byte[8])));

  private Parts() {}

  /** The sizes around every boundary. */
  public static List<Integer> sizes() {
    return List.of(0, 1, FRAME - 1, FRAME, FRAME + 1, 2 * FRAME, 3 * FRAME + 12_345);
  }

  /** Byte i is (31 i + 7) mod 256, as in the known answers. */
  public static byte[] plaintext(int length) {
    byte[] plaintext = new byte[length];
    for (int i = 0; i < length; i++) {
      plaintext[i] = (byte) (31 * i + 7);
    }
    return plaintext;
  }

  /** Another pair for each seed. */
  public static PartKeys keys(int seed) {
    byte[] objectKey = new byte[AesGcm.KEY_BYTES];
    byte[] factsKey = new byte[AesGcm.KEY_BYTES];
    Arrays.fill(objectKey, (byte) seed);
    Arrays.fill(factsKey, (byte) (seed + 1));
    return new PartKeys(objectKey, factsKey);
  }

  /** Another pair for each layer. */
  public static List<PartKeys> layeredKeys(int layers) {
    List<PartKeys> keys = new ArrayList<>();
    for (int layer = 0; layer < layers; layer++) {
      keys.add(keys(10 + 10 * layer));
    }
    return keys;
  }

  /** Repeatable randomness. */
  public static RandomBytes random(long seed) {
    Random random = new Random(seed);
    return random::nextBytes;
  }

  /** A sealed part and the header it was sealed under. */
  record Sealed(Bytes part, PartHeader header) {

    byte[] stored() {
      return part.toArray();
    }
  }

  static Sealed seal(AesGcm gcm, PartKeys keys, int partNumber, byte[] plaintext) {
    PartSealer sealer =
        new PartSealer(gcm, keys, random(42), partNumber, plaintext.length, () -> DIGESTS);
    PartHeader header = sealer.header();
    return new Sealed(Bytes.copyOf(Push.whole(sealer, plaintext)), header);
  }
}
