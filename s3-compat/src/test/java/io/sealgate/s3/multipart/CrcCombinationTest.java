package io.sealgate.s3.multipart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.crypto.Bytes;
import io.sealgate.s3.body.ChecksumAlgorithm;
import io.sealgate.s3.body.RunningChecksum;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class CrcCombinationTest {

  private static final int BLOCK_BYTES = 1 << 20;

  @ParameterizedTest
  @EnumSource(names = {"CRC32", "CRC32C", "CRC64NVME"})
  void isTheCrcOfTheWholeHoweverItIsCut(ChecksumAlgorithm algorithm) {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      byte[] whole = new byte[random.nextInt(5000)];
      random.nextBytes(whole);
      CrcCombination combination = new CrcCombination(algorithm);
      int at = 0;
      while (at < whole.length) {
        int lengthBytes = Math.min(whole.length - at, random.nextInt(1 + random.nextInt(2000)));
        byte[] piece = Arrays.copyOfRange(whole, at, at + lengthBytes);
        combination.append(Parts.digest(algorithm, piece), lengthBytes);
        at += lengthBytes;
      }
      assertThat(combination.value())
          .as("seed %d, %d bytes", seed, whole.length)
          .isEqualTo(Parts.digest(algorithm, whole));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CRC32", "CRC32C", "CRC64NVME"})
  void holdsForNothingOneByteAndEqualParts(ChecksumAlgorithm algorithm) {
    byte[] part = Parts.utf8("123456789");
    for (int parts = 0; parts < 20; parts++) {
      for (int lengthBytes : new int[] {0, 1, 9}) {
        byte[] piece = Arrays.copyOf(part, lengthBytes);
        CrcCombination combination = new CrcCombination(algorithm);
        byte[][] pieces = new byte[parts][];
        for (int i = 0; i < parts; i++) {
          pieces[i] = piece;
          combination.append(Parts.digest(algorithm, piece), lengthBytes);
        }
        assertThat(combination.value())
            .as("%d parts of %d bytes", parts, lengthBytes)
            .isEqualTo(Parts.digest(algorithm, pieces));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CRC32", "CRC32C", "CRC64NVME"})
  void holdsForPartsThatTakeMoreThan32BitsToCount(ChecksumAlgorithm algorithm) {
    long zeroBytes = (1L << 32) + 12_345;
    byte[] first = Parts.utf8("not zero");
    CrcCombination combination = new CrcCombination(algorithm);
    combination.append(Parts.digest(algorithm, first), first.length);
    combination.append(withZerosBehind(algorithm, new byte[0], zeroBytes), zeroBytes);
    assertThat(combination.value()).isEqualTo(withZerosBehind(algorithm, first, zeroBytes));
  }

  @ParameterizedTest
  @EnumSource(
      names = {"CRC32", "CRC32C", "CRC64NVME"},
      mode = Mode.EXCLUDE)
  void isThereForCrcsOnly(ChecksumAlgorithm algorithm) {
    assertThat(CrcCombination.isPossible(algorithm)).isFalse();
    assertThatThrownBy(() -> new CrcCombination(algorithm))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Bytes withZerosBehind(ChecksumAlgorithm algorithm, byte[] first, long zeroBytes) {
    RunningChecksum running = algorithm.start();
    running.update(ByteBuffer.wrap(first));
    ByteBuffer zeros = ByteBuffer.allocate(BLOCK_BYTES);
    for (long left = zeroBytes; left > 0; left -= zeros.limit()) {
      zeros.clear().limit((int) Math.min(left, BLOCK_BYTES));
      running.update(zeros);
    }
    return Bytes.copyOf(running.value());
  }
}
