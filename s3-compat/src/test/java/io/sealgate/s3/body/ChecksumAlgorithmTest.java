package io.sealgate.s3.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksumAlgorithmTest {

  /** Published check values, and for the pattern what zlib, hashlib and xxhash of Python say. */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          CRC32,     00000000, cbf43926, 1ed57bb9
          CRC32C,    00000000, e3069283, 8dba050d
          CRC64NVME, 0000000000000000, ae8b14860a799888, 4c1c983a12ed57d0
          SHA1,      da39a3ee5e6b4b0d3255bfef95601890afd80709, f7c3bc1d808e04732adf679965ccc34ca7ae3441, 425b5f2d2d344f4f6467cda9065cdc840619dc2d
          SHA256,    e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855, 15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225, 533b698850849b7908b20a22658f639c0b2a476f1791f85f50188287c31a9aba
          SHA512,    cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e, d9e6762dd1c8eaf6d61b3c6192fc408d4d6d5f1176d0c29169bc24e71c3f274ad27fcd5811b313d681f7e55ec02d73d499c95455b6b5bb503acf574fba8ffe85, 7881dc60b1a8061810f37f35e9b90cd7725a42f8bbdd7eb516dba2563b4b1d89a2f92967fb721d93a72df061f52a038b6e62473161cd132b3390101909c58b2e
          MD5,       d41d8cd98f00b204e9800998ecf8427e, 25f9e794323b453885f5181f1b624d0b, 0b8ae90ded6089334e353eb2669ab5e6
          XXHASH64,  ef46db3751d8e999, 8cb841db40e6ae83, 0bf0bdbcc82eb373
          XXHASH3,   2d06800538d394c2, 72dcb18b67a17dff, 571d5cbfef44331b
          XXHASH128, 99aa06d3014798d86001c324468d497f, 33119477ede5dcd5e9716427681d5860, 622239c5c47a6910571d5cbfef44331b
          """)
  void agreesWithKnownAnswers(
      ChecksumAlgorithm algorithm, String ofNothing, String ofDigits, String ofPattern) {
    assertThat(hex(algorithm, new byte[0])).isEqualTo(ofNothing);
    assertThat(hex(algorithm, "123456789".getBytes(StandardCharsets.US_ASCII))).isEqualTo(ofDigits);
    assertThat(hex(algorithm, pattern(1000))).isEqualTo(ofPattern);
  }

  @ParameterizedTest
  @EnumSource
  void givesTheSameValueHoweverTheInputIsSplit(ChecksumAlgorithm algorithm) {
    for (long seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      byte[] bytes = Bodies.random(seed, random.nextInt(40_000));
      int longestPieceBytes = seed % 4 == 0 ? 1 : 1 + random.nextInt(20_000);
      RunningChecksum inPieces = algorithm.start();
      for (ByteBuffer piece : Bodies.split(bytes, random, longestPieceBytes)) {
        inPieces.update(piece);
        assertThat(piece.hasRemaining()).isFalse();
      }
      RunningChecksum direct = algorithm.start();
      direct.update(Bodies.direct(bytes, 0, bytes.length));
      assertThat(HexFormat.of().formatHex(inPieces.value()))
          .as("seed %d, %d bytes", seed, bytes.length)
          .isEqualTo(hex(algorithm, bytes))
          .isEqualTo(HexFormat.of().formatHex(direct.value()));
    }
  }

  @Test
  void agreesWithABitwiseCrc64AtEveryLengthAroundTheStride() {
    assertThat(Crc64NvmeChecksums.WORKING).isNotEmpty();
    for (Supplier<RunningChecksum> way : Crc64NvmeChecksums.WORKING) {
      for (int lengthBytes = 0; lengthBytes <= 200; lengthBytes++) {
        byte[] bytes = Bodies.random(lengthBytes, lengthBytes);
        RunningChecksum checksum = way.get();
        checksum.update(ByteBuffer.wrap(bytes));
        assertThat(HexFormat.of().formatHex(checksum.value()))
            .as("%s, %d bytes", checksum.getClass(), lengthBytes)
            .isEqualTo(HexFormat.of().toHexDigits(bitwiseCrc64Nvme(bytes)));
      }
    }
  }

  @Test
  void everyWayToComputeCrc64TakesPartsOfLargeBuffersOfEitherKind() {
    byte[] bytes = Bodies.random(7, 40_000);
    String expected = HexFormat.of().toHexDigits(bitwiseCrc64Nvme(bytes));
    byte[] longer = new byte[100_000];
    System.arraycopy(bytes, 0, longer, 30_000, bytes.length);
    for (Supplier<RunningChecksum> way : Crc64NvmeChecksums.WORKING) {
      for (boolean direct : new boolean[] {false, true}) {
        RunningChecksum checksum = way.get();
        ByteBuffer part =
            direct
                ? Bodies.direct(bytes, 0, bytes.length)
                : ByteBuffer.wrap(longer, 30_000, bytes.length).slice();
        ByteBuffer begin = part.slice(0, 10_001);
        checksum.update(begin);
        checksum.update(part.position(10_001));
        assertThat(begin.hasRemaining() || part.hasRemaining()).isFalse();
        assertThat(HexFormat.of().formatHex(checksum.value()))
            .as("%s, direct: %s", checksum.getClass(), direct)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  @EnabledOnOs(
      value = OS.LINUX,
      architectures = {"amd64", "aarch64"})
  void computesCrc64WithTheProcessorsInstructionsWhereItHasThem() {
    assertThat(ChecksumAlgorithm.CRC64NVME.start()).isInstanceOf(CrtCrc64NvmeChecksum.class);
  }

  @ParameterizedTest
  @EnumSource
  void isFoundByHeaderAndByNameInAnyCase(ChecksumAlgorithm algorithm) {
    assertThat(ChecksumAlgorithm.ofHeader(algorithm.header())).isEqualTo(algorithm);
    assertThat(ChecksumAlgorithm.ofHeader(algorithm.header().toUpperCase(Locale.ROOT)))
        .isEqualTo(algorithm);
    assertThat(ChecksumAlgorithm.ofName(algorithm.name().toLowerCase(Locale.ROOT)))
        .isEqualTo(algorithm);
    assertThat(algorithm.header())
        .isEqualTo("x-amz-checksum-" + algorithm.name().toLowerCase(Locale.ROOT));
    assertThat(algorithm.start().value()).hasSize(algorithm.lengthBytes());
  }

  @ParameterizedTest
  @EnumSource
  void isFoundByElementAndByTheDigestThatIsStored(ChecksumAlgorithm algorithm) {
    assertThat(algorithm.element()).isEqualTo("Checksum" + algorithm.name());
    assertThat(ChecksumAlgorithm.ofElement(algorithm.element())).isEqualTo(algorithm);
    assertThat(ChecksumAlgorithm.of(algorithm.digestType())).isEqualTo(algorithm);
    assertThat(ChecksumAlgorithm.ofElement("ChecksumType")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-amz-checksum-algorithm", "x-amz-checksum-", "x-amz-checksum-crc16"})
  void knowsNoAlgorithmByAnotherHeader(String header) {
    assertThat(ChecksumAlgorithm.ofHeader(header)).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void decodesWhatItEncodes(ChecksumAlgorithm algorithm) {
    byte[] value = algorithm.start().value();
    assertThat(algorithm.decode(algorithm.encode(value))).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "AAAA", "AAAAAA", "AAAAAA=", "AAAAAB==", "AAAA_A==", "AAAAAAA=", "AAAAAA==\n"})
  void refusesAnythingButCanonicalBase64OfTheRightLength(String text) {
    assertThat(ChecksumAlgorithm.CRC32.decode(text)).isNull();
  }

  private static byte[] pattern(int lengthBytes) {
    byte[] bytes = new byte[lengthBytes];
    for (int i = 0; i < lengthBytes; i++) {
      bytes[i] = (byte) (i * 131 + 7);
    }
    return bytes;
  }

  private static String hex(ChecksumAlgorithm algorithm, byte[] bytes) {
    RunningChecksum checksum = algorithm.start();
    checksum.update(ByteBuffer.wrap(bytes));
    return HexFormat.of().formatHex(checksum.value());
  }

  private static long bitwiseCrc64Nvme(byte[] bytes) {
    long crc = ~0L;
    for (byte value : bytes) {
      crc ^= Byte.toUnsignedLong(value);
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc >>> 1) ^ ((crc & 1) == 0 ? 0 : 0x9A6C9329AC4BC9B5L);
      }
    }
    return ~crc;
  }
}
