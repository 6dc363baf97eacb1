package io.sealgate.s3.multipart;

import io.sealgate.crypto.Bytes;
import io.sealgate.s3.body.ChecksumAlgorithm;
import java.nio.ByteBuffer;

/**
 * The CRC of bytes of which only the CRCs of consecutive stretches are known.
 *
 * <p>A CRC is a remainder of polynomials over GF(2): with n bytes behind it, the CRC of a stretch
 * counts times x^8n. The register starts inverted and ends inverted, which cancels out when the
 * CRCs of two stretches are added.
 */
final class CrcCombination {

  private final ChecksumAlgorithm algorithm;
  private final long polynomial;

  /** x^0 in the order of bits of a reflected CRC, the highest power last. */
  private final long one;

  private long crc;
  private long factorBytes;
  private long factor;

  /**
   * Starts with nothing, whose CRC is 0.
   *
   * @param algorithm one for which that {@linkplain #isPossible is possible}
   */
  CrcCombination(ChecksumAlgorithm algorithm) {
    this.algorithm = algorithm;
    this.polynomial = polynomial(algorithm);
    if (polynomial == 0) {
      throw new IllegalArgumentException(algorithm + " of parts cannot be combined");
    }
    this.one = 1L << (algorithm.lengthBytes() * Byte.SIZE - 1);
    this.factor = one;
  }

  /** Whether checksums of that algorithm can be combined: those of CRCs only. */
  static boolean isPossible(ChecksumAlgorithm algorithm) {
    return polynomial(algorithm) != 0;
  }

  /**
   * Adds the next stretch.
   *
   * @param value its CRC
   * @param lengthBytes its length, 0 or more
   */
  void append(Bytes value, long lengthBytes) {
    if (lengthBytes != factorBytes) { // most parts of an upload are equally long
      factorBytes = lengthBytes;
      factor = powerOfBytes(lengthBytes);
    }
    crc = times(crc, factor) ^ number(value);
  }

  /** The CRC of all that was added. */
  Bytes value() {
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).putLong(crc);
    int lengthBytes = algorithm.lengthBytes();
    return Bytes.copyOf(bytes.array(), Long.BYTES - lengthBytes, lengthBytes);
  }

  /** The polynomial without its highest power, reflected; 0 for what is no CRC. */
  private static long polynomial(ChecksumAlgorithm algorithm) {
    return switch (algorithm) {
      case CRC32 -> 0xEDB88320L;
      case CRC32C -> 0x82F63B78L;
      case CRC64NVME -> 0x9A6C9329AC4BC9B5L;
      case SHA1, SHA256, SHA512, MD5, XXHASH64, XXHASH3, XXHASH128 -> 0;
    };
  }

  private static long number(Bytes value) {
    long number = 0;
    for (int i = 0; i < value.lengthBytes(); i++) {
      number = number << Byte.SIZE | value.unsignedByte(i);
    }
    return number;
  }

  /** x to the power of 8n, by squaring. */
  private long powerOfBytes(long n) {
    long power = one;
    long square = one >>> Byte.SIZE;
    for (long rest = n; rest != 0; rest >>>= 1) {
      if ((rest & 1) != 0) {
        power = times(power, square);
      }
      square = times(square, square);
    }
    return power;
  }

  private long times(long a, long b) {
    long product = 0;
    long shifted = b;
    for (long bit = one; bit != 0; bit >>>= 1) {
      if ((a & bit) != 0) {
        product ^= shifted;
      }
      shifted = (shifted >>> 1) ^ (-(shifted & 1) & polynomial);
    }
    return product;
  }
}
