package io.sealgate.s3.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sealgate.auth.HeaderList;
import io.sealgate.auth.Headers;
import io.sealgate.auth.sigv4.PayloadIntegrity;
import io.sealgate.crypto.Bytes;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadCheckTest {

  private static final DigestsWanted AS_AWS =
      new DigestsWanted(ChecksumAlgorithm.CRC64NVME, Set.of());
  private static final DigestsWanted WITH_ETAG =
      new DigestsWanted(ChecksumAlgorithm.CRC64NVME, Set.of(ChecksumAlgorithm.MD5));
  private static final PayloadIntegrity UNSIGNED = new PayloadIntegrity.Unsigned();
  private static final PayloadIntegrity UNSIGNED_TRAILER = new PayloadIntegrity.UnsignedTrailer();
  private static final byte[] HELLO = FramedBody.ascii("hello");

  @Test
  void computesCrc64NvmeWhenTheClientPromisesNothing() {
    HeaderList headers = HeaderList.of("Content-Length", "5");
    HeaderList response = shown(check(headers, UNSIGNED, AS_AWS, HELLO));
    assertThat(response.first("x-amz-checksum-crc64nvme")).isEqualTo("M3eFcAZSQlc=");
    assertThat(response.first("x-amz-checksum-type")).isEqualTo("FULL_OBJECT");
  }

  @Test
  void computesNothingWhenSwitchedOff() {
    HeaderList headers = HeaderList.of("Content-Length", "5");
    ObjectDigests digests = check(headers, UNSIGNED, new DigestsWanted(null, Set.of()), HELLO);
    assertThat(digests.shown()).isNull();
    assertThat(shown(digests)).isEmpty();
  }

  @Test
  void givesTheEtagOfSseS3ButDoesNotShowItsMd5AsAChecksum() {
    ObjectDigests digests = check(HeaderList.of("Content-Length", "5"), UNSIGNED, WITH_ETAG, HELLO);
    assertThat(digests.md5ETag()).isEqualTo("\"5d41402abc4b2a76b9719d911017c592\"");
    assertThat(digests.shown()).isEqualTo(ChecksumAlgorithm.CRC64NVME);
  }

  @Test
  void doesNotShowTheMd5OfAnETagAsAChecksumWhereNoneIsPromised() {
    ObjectDigests digests =
        check(
            HeaderList.of("Content-Length", "5"),
            UNSIGNED,
            new DigestsWanted(null, Set.of(ChecksumAlgorithm.MD5)),
            HELLO);
    assertThat(digests.md5ETag()).isEqualTo("\"5d41402abc4b2a76b9719d911017c592\"");
    assertThat(shown(digests)).isEmpty();
  }

  /** S3 answers Content-MD5 with nothing; who reads the facts must not take it for a checksum. */
  @Test
  void doesNotKeepAContentMd5ThatOnlyProvedTheBody() {
    HeaderList headers =
        HeaderList.of("Content-Length", "5", "Content-MD5", "XUFAKrxLKna5cZ2REBfFkg==");
    ObjectDigests digests = check(headers, UNSIGNED, new DigestsWanted(null, Set.of()), HELLO);
    assertThat(shown(digests)).isEmpty();
    assertThat(digests.digests().values()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void verifiesAChecksumInAHeader(ChecksumAlgorithm algorithm) {
    String value = algorithm.encode(digest(algorithm, HELLO));
    HeaderList headers = HeaderList.of("Content-Length", "5", algorithm.header(), value);
    ObjectDigests digests = check(headers, UNSIGNED, AS_AWS, HELLO);
    assertThat(digests.shown()).isEqualTo(algorithm);
    assertThat(shown(digests).first(algorithm.header())).isEqualTo(value);
    S3Exception refusal = refusal(headers, UNSIGNED, FramedBody.ascii("jello"));
    assertThat(refusal.error()).isEqualTo(S3Error.BAD_DIGEST);
    assertThat(refusal)
        .hasMessage("The " + algorithm + " you specified did not match the calculated checksum.");
  }

  @ParameterizedTest
  @EnumSource
  void verifiesAChecksumInATrailer(ChecksumAlgorithm algorithm) {
    String value = algorithm.encode(digest(algorithm, HELLO));
    HeaderList headers = trailing(algorithm);
    ObjectDigests digests =
        check(headers, UNSIGNED_TRAILER, AS_AWS, framed("hello", algorithm.header(), value));
    assertThat(shown(digests).first(algorithm.header())).isEqualTo(value);
    assertThat(
            refusal(headers, UNSIGNED_TRAILER, framed("jello", algorithm.header(), value)).error())
        .isEqualTo(S3Error.BAD_DIGEST);
  }

  @Test
  void showsTheClientsAlgorithmWhateverElseIsKnown() {
    String hash = FramedBody.sha256Hex(HELLO);
    for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
      HeaderList headers =
          HeaderList.of(
              "Content-Length",
              "5",
              "Content-MD5",
              ChecksumAlgorithm.MD5.encode(digest(ChecksumAlgorithm.MD5, HELLO)),
              algorithm.header(),
              algorithm.encode(digest(algorithm, HELLO)));
      ObjectDigests digests = check(headers, new PayloadIntegrity.Sha256(hash), WITH_ETAG, HELLO);
      assertThat(digests.shown()).isEqualTo(algorithm);
    }
  }

  @Test
  void refusesATrailerThatIsNoBase64() {
    S3Exception refusal =
        refusal(
            trailing(ChecksumAlgorithm.CRC64NVME),
            UNSIGNED_TRAILER,
            framed("hello", "x-amz-checksum-crc64nvme", "M3eFcAZSQlcb"));
    assertThat(refusal.error()).isEqualTo(S3Error.INVALID_REQUEST);
    assertThat(refusal)
        .hasMessage("Value for x-amz-checksum-crc64nvme trailing header is invalid.");
  }

  @Test
  void acceptsUnsignedFramingWithoutAnyTrailer() {
    HeaderList headers = HeaderList.of("x-amz-decoded-content-length", "5");
    byte[] body = FramedBody.ascii("5\r\nhello\r\n0\r\n\r\n");
    assertThat(check(headers, UNSIGNED_TRAILER, AS_AWS, body).shown())
        .isEqualTo(ChecksumAlgorithm.CRC64NVME);
  }

  @Test
  void verifiesContentMd5AndShowsBothDigestsAsAwsDoes() {
    byte[] md5 = digest(ChecksumAlgorithm.MD5, HELLO);
    HeaderList headers =
        HeaderList.of(
            "Content-Length", "5", "Content-MD5", Base64.getEncoder().encodeToString(md5));
    check(headers, UNSIGNED, AS_AWS, HELLO);
    S3Exception refusal = refusal(headers, UNSIGNED, FramedBody.ascii("jello"));
    assertThat(refusal.error()).isEqualTo(S3Error.BAD_DIGEST);
    assertThat(refusal).hasMessage("The Content-MD5 you specified did not match what we received.");
    assertThat(refusal.details())
        .containsEntry("ExpectedDigest", HexFormat.of().formatHex(md5))
        .containsKey("CalculatedDigest");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "XUFAKrxLKna5cZ2REBfFkg", "5d41402abc4b2a76b9719d911017c592"})
  void refusesAContentMd5ThatIsNone(String text) {
    S3Exception refusal =
        refusal(HeaderList.of("Content-Length", "5", "Content-MD5", text), UNSIGNED, HELLO);
    assertThat(refusal.error()).isEqualTo(S3Error.INVALID_DIGEST);
  }

  @Test
  void verifiesThePayloadHash() {
    PayloadIntegrity hash = new PayloadIntegrity.Sha256(FramedBody.sha256Hex(HELLO));
    HeaderList headers = HeaderList.of("Content-Length", "5");
    ObjectDigests digests = check(headers, hash, AS_AWS, HELLO);
    assertThat(digests.value(ChecksumAlgorithm.SHA256)).isNotNull();
    assertThat(digests.shown()).isEqualTo(ChecksumAlgorithm.CRC64NVME);
    S3Exception refusal = refusal(headers, hash, FramedBody.ascii("jello"));
    assertThat(refusal.error()).isEqualTo(S3Error.CONTENT_SHA256_MISMATCH);
    assertThat(refusal.details())
        .containsEntry("ClientComputedContentSHA256", FramedBody.sha256Hex(HELLO))
        .containsKey("S3ComputedContentSHA256");
  }

  @Test
  void verifiesSignedChunksWithTrailer() {
    byte[] payload = Bodies.random(1, 50_000);
    String crc = ChecksumAlgorithm.CRC32C.encode(digest(ChecksumAlgorithm.CRC32C, payload));
    byte[] body =
        FramedBody.signed()
            .payload(payload, 16_384)
            .trailer("x-amz-checksum-crc32c", crc, "\r\n")
            .text("\r\n")
            .bytes();
    HeaderList headers =
        HeaderList.of(
            "x-amz-decoded-content-length", "50000", "x-amz-trailer", "x-amz-checksum-crc32c");
    var integrity =
        new PayloadIntegrity.SignedChunks(FramedBody.seed(FramedBody.SEED_SIGNATURE), true);
    assertThat(check(headers, integrity, AS_AWS, body).shown()).isEqualTo(ChecksumAlgorithm.CRC32C);
    body[100] ^= 1;
    assertThat(refusal(headers, integrity, body).error())
        .isEqualTo(S3Error.SIGNATURE_DOES_NOT_MATCH);
  }

  @Test
  void verifiesSignedChunksWithoutTrailer() {
    byte[] body = FramedBody.signed().payload(HELLO, 8192).text("\r\n").bytes();
    var integrity =
        new PayloadIntegrity.SignedChunks(FramedBody.seed(FramedBody.SEED_SIGNATURE), false);
    HeaderList headers = HeaderList.of("x-amz-decoded-content-length", "5");
    assertThat(check(headers, integrity, AS_AWS, body).shown())
        .isEqualTo(ChecksumAlgorithm.CRC64NVME);
  }

  @ParameterizedTest
  @CsvSource({
    "Content-Encoding, 'gzip, aws-chunked'",
    "Content-Type, text/plain",
  })
  void takesOffFramingThatOnlyHeadersAnnounce(String header, String value) {
    byte[] body = FramedBody.ascii("5\r\nhello\r\n0\r\n\r\n");
    HeaderList headers = HeaderList.of("x-amz-decoded-content-length", "5", header, value);
    for (PayloadIntegrity integrity :
        List.of(
            UNSIGNED,
            new PayloadIntegrity.Sha256(FramedBody.sha256Hex(body)),
            new PayloadIntegrity.Sha256(FramedBody.sha256Hex(HELLO)))) {
      ByteArrayOutputStream plaintext = new ByteArrayOutputStream();
      check(PayloadCheck.of(headers, integrity, AS_AWS), List.of(ByteBuffer.wrap(body)), plaintext);
      assertThat(plaintext.toByteArray()).isEqualTo(HELLO);
    }
    PayloadIntegrity another = new PayloadIntegrity.Sha256(FramedBody.sha256Hex(new byte[0]));
    assertThat(refusal(headers, another, body).error()).isEqualTo(S3Error.CONTENT_SHA256_MISMATCH);
  }

  @Test
  void refusesFramingWithoutADecodedLength() {
    HeaderList headers = HeaderList.of("Content-Length", "15", "Content-Encoding", "aws-chunked");
    assertThat(refusal(headers, UNSIGNED, HELLO).error()).isEqualTo(S3Error.MISSING_CONTENT_LENGTH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "12x", "-1", "+5", " 5", "99999999999999999999"})
  void refusesALengthThatIsNone(String length) {
    assertThat(
            refusal(HeaderList.of("x-amz-decoded-content-length", length), UNSIGNED_TRAILER, HELLO)
                .error())
        .isEqualTo(S3Error.MISSING_CONTENT_LENGTH);
    assertThat(refusal(HeaderList.of("Content-Length", length), UNSIGNED, HELLO).error())
        .isEqualTo(S3Error.MISSING_CONTENT_LENGTH);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 6})
  void refusesABodyOfAnotherLength(int lengthBytes) {
    S3Exception refusal =
        refusal(HeaderList.of("Content-Length", "5"), UNSIGNED, new byte[lengthBytes]);
    assertThat(refusal.error()).isEqualTo(S3Error.INCOMPLETE_BODY);
    assertThat(refusal.details())
        .containsEntry("NumberBytesExpected", "5")
        .containsEntry("NumberBytesProvided", Integer.toString(lengthBytes));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          x-amz-checksum-crc32=AAAAAA==,x-amz-checksum-sha1=2jmj7l5rSw0yVb/vlWAYkK/YBwk= | Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.
          x-amz-checksum-crc32=AAAAAA==,x-amz-checksum-crc32=AAAAAA== | Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.
          x-amz-checksum-crc32=AAAAAA==,x-amz-trailer=x-amz-checksum-crc32 | Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.
          x-amz-checksum-crc32=bad | Value for x-amz-checksum-crc32 header is invalid.
          x-amz-checksum-crc32= | Value for x-amz-checksum-crc32 header is invalid.
          x-amz-checksum-crc16=AAAAAA== | The algorithm type you specified in x-amz-checksum- header is invalid.
          x-amz-trailer=x-amz-meta-a | The value specified in the x-amz-trailer header is not supported
          x-amz-trailer= | The value specified in the x-amz-trailer header is not supported
          x-amz-trailer=x-amz-checksum-crc32,x-amz-trailer=x-amz-checksum-crc32 | The value specified in the x-amz-trailer header is not supported
          x-amz-sdk-checksum-algorithm=CRC32 | x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.
          x-amz-sdk-checksum-algorithm=CRC16 | Value for x-amz-sdk-checksum-algorithm header is invalid.
          x-amz-sdk-checksum-algorithm=CRC32C,x-amz-checksum-crc32=AAAAAA== | Value for x-amz-sdk-checksum-algorithm header is invalid.
          x-amz-sdk-checksum-algorithm=SHA1,x-amz-trailer=x-amz-checksum-crc32 | Value for x-amz-sdk-checksum-algorithm header is invalid.
          """)
  void refusesPromisesThatNoBodyCanKeep(String lines, String message) {
    HeaderList headers = HeaderList.of("x-amz-decoded-content-length", "5");
    for (String line : lines.strip().split(",", -1)) {
      int equals = line.indexOf('=');
      headers.add(line.substring(0, equals), line.substring(equals + 1));
    }
    S3Exception refusal = refusal(headers, UNSIGNED_TRAILER, HELLO);
    assertThat(refusal.error()).isEqualTo(S3Error.INVALID_REQUEST);
    assertThat(refusal).hasMessage(message.strip());
  }

  @Test
  void refusesATrailerOfABodyWithoutFraming() {
    HeaderList headers =
        HeaderList.of("Content-Length", "5", "x-amz-trailer", "x-amz-checksum-crc32");
    assertThat(refusal(headers, UNSIGNED, HELLO).error()).isEqualTo(S3Error.INVALID_REQUEST);
  }

  @Test
  void ignoresChecksumSettings() {
    HeaderList headers =
        HeaderList.of(
            "Content-Length", "5",
            "x-amz-checksum-mode", "ENABLED",
            "X-Amz-Checksum-Algorithm", "CRC32",
            "x-amz-checksum-type", "FULL_OBJECT");
    assertThat(check(headers, UNSIGNED, AS_AWS, HELLO).shown())
        .isEqualTo(ChecksumAlgorithm.CRC64NVME);
  }

  @Test
  void knowsThePlaintextLengthInAdvance() {
    assertThat(
            PayloadCheck.of(HeaderList.of("Content-Length", "0"), UNSIGNED, AS_AWS)
                .declaredLengthBytes())
        .isZero();
    assertThat(
            PayloadCheck.of(
                    HeaderList.of(
                        "Content-Length", "99", "x-amz-decoded-content-length", "5368709120"),
                    UNSIGNED_TRAILER,
                    AS_AWS)
                .declaredLengthBytes())
        .isEqualTo(5L << 30);
  }

  @Test
  void agreesHoweverTheBodyIsSplit() {
    for (long seed = 0; seed < 30; seed++) {
      Random random = new Random(seed);
      byte[] payload = Bodies.random(seed, random.nextInt(40_000));
      String sha = ChecksumAlgorithm.SHA1.encode(digest(ChecksumAlgorithm.SHA1, payload));
      byte[] body =
          FramedBody.unsigned()
              .payload(payload, 8192)
              .trailer("x-amz-checksum-sha1", sha, "\r\n")
              .text("\r\n")
              .bytes();
      HeaderList headers =
          HeaderList.of(
              "x-amz-decoded-content-length", Integer.toString(payload.length),
              "x-amz-trailer", "x-amz-checksum-sha1",
              "x-amz-sdk-checksum-algorithm", "sha1");
      ByteArrayOutputStream plaintext = new ByteArrayOutputStream();
      ObjectDigests digests =
          check(
              PayloadCheck.of(headers, UNSIGNED_TRAILER, WITH_ETAG),
              Bodies.split(body, random, 5000),
              plaintext);
      assertThat(plaintext.toByteArray()).as("seed %d", seed).isEqualTo(payload);
      assertThat(digests.value(ChecksumAlgorithm.MD5))
          .isEqualTo(Bytes.copyOf(digest(ChecksumAlgorithm.MD5, payload)));
    }
  }

  @Test
  void refusesEveryCallAfterItHasThrown() {
    PayloadCheck check = PayloadCheck.of(HeaderList.of("Content-Length", "5"), UNSIGNED, AS_AWS);
    assertThatThrownBy(() -> check.update(ByteBuffer.allocate(6), slice -> {}))
        .isInstanceOf(S3Exception.class);
    assertThatThrownBy(() -> check.update(ByteBuffer.allocate(5), slice -> {}))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(check::finish).isInstanceOf(IllegalStateException.class);
  }

  private static HeaderList trailing(ChecksumAlgorithm algorithm) {
    return HeaderList.of("x-amz-decoded-content-length", "5", "x-amz-trailer", algorithm.header());
  }

  private static byte[] framed(String payload, String trailer, String value) {
    return FramedBody.unsigned()
        .payload(FramedBody.ascii(payload), 8192)
        .trailer(trailer, value, "\r\n")
        .text("\r\n")
        .bytes();
  }

  private static HeaderList shown(ObjectDigests digests) {
    HeaderList response = new HeaderList();
    digests.addHeaders(response);
    return response;
  }

  private static byte[] digest(ChecksumAlgorithm algorithm, byte[] bytes) {
    RunningChecksum checksum = algorithm.start();
    checksum.update(ByteBuffer.wrap(bytes));
    return checksum.value();
  }

  private static ObjectDigests check(
      Headers headers, PayloadIntegrity integrity, DigestsWanted wanted, byte[] body) {
    return check(
        PayloadCheck.of(headers, integrity, wanted),
        List.of(ByteBuffer.wrap(body)),
        new ByteArrayOutputStream());
  }

  private static ObjectDigests check(
      PayloadCheck check, List<ByteBuffer> pieces, ByteArrayOutputStream plaintext) {
    for (ByteBuffer piece : pieces) {
      check.update(piece, slice -> plaintext.writeBytes(Bodies.remaining(slice)));
    }
    ObjectDigests digests = check.finish();
    assertThat((long) plaintext.size()).isEqualTo(check.declaredLengthBytes());
    return digests;
  }

  private static S3Exception refusal(Headers headers, PayloadIntegrity integrity, byte[] body) {
    S3Exception refusal =
        catchThrowableOfType(S3Exception.class, () -> check(headers, integrity, AS_AWS, body));
    assertThat(refusal).isNotNull();
    return refusal;
  }
}
