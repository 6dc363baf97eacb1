package io.sealgate.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.Checksum;
import io.sealgate.it.fixture.Digest;
import io.sealgate.it.fixture.RawAnswer;
import io.sealgate.it.fixture.RawRequest;
import io.sealgate.it.fixture.RawRequest.Signing;
import io.sealgate.it.fixture.RawUpload;
import io.sealgate.it.fixture.SealgateServer;
import io.sealgate.it.fixture.Store;
import io.sealgate.it.fixture.StoredState;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients promise of objects, parts and whole uploads and do not keep: it leaves nothing. */
@ParameterizedClass
@EnumSource
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BrokenPromisesTest {

  private static final String PATH = "/promises/object";
  private static final byte[] BEFORE = Bodies.ofLength(200_000);
  private static final byte[] FIRST = Bodies.ofLength(5 << 20);
  private static final byte[] LAST = Bodies.ofLength(1000);
  private static final String CRC32 = Checksum.CRC32.header();
  private static final String MALFORMED_TRAILER =
      "The request contained trailing data that was not well-formed or did not conform to our"
          + " published schema.";

  @Parameter Store store;
  private SealgateServer server;
  private Bucket bucket;

  /**
   * A promise that is not kept.
   *
   * @param breaking adds it to a request
   * @param status the answer's
   * @param code the answer's
   * @param message the answer's
   */
  private record Broken(
      UnaryOperator<RawRequest> breaking, int status, String code, String message) {

    static Broken of(String code, String message, UnaryOperator<RawRequest> breaking) {
      return new Broken(breaking, 400, code, message);
    }

    /** As AWS refuses it. */
    void assertRefused(RawRequest request) {
      RawAnswer answer = breaking.apply(request).send();
      assertThat(answer.code()).as("%s", answer).isEqualTo(code);
      assertThat(answer.element("Message")).isEqualTo(message);
      assertThat(answer.status()).isEqualTo(status);
    }
  }

  @BeforeParameterizedClassInvocation
  void start() {
    server = SealgateServer.start(store.backend());
    bucket = Bucket.create(server.s3(), "promises");
    bucket.put(bucket.putting("object"), BEFORE);
  }

  @AfterParameterizedClassInvocation
  void stop() {
    bucket.empty();
    server.close();
  }

  /** Held in memory before anything is sent on, and streamed. */
  @ParameterizedTest
  @ValueSource(ints = {1000, 300_000})
  void ofObjectsLeaveTheObjectThatWasThere(int sizeBytes) {
    byte[] body = Bodies.ofLength(sizeBytes);
    StoredState before = state();
    for (Broken broken : brokenBy(body)) {
      broken.assertRefused(server.request("PUT", PATH).body(body));
    }
    assertCut(server.request("PUT", PATH).body(body));
    assertThat(state()).isEqualTo(before);
    assertThat(bucket.get("object")).isEqualTo(BEFORE);
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 300_000})
  void ofPartsLeaveThePartThatWasThere(int sizeBytes) {
    byte[] body = Bodies.ofLength(sizeBytes);
    RawUpload upload = RawUpload.create(server, PATH);
    upload.part(1, upload.putting(1, LAST));
    String listed = upload.listed().element("Part");
    StoredState before = state();
    for (Broken broken : brokenBy(body)) {
      broken.assertRefused(upload.putting(1, body));
      broken.assertRefused(upload.putting(2, body));
    }
    assertCut(upload.putting(1, body));
    assertThat(state()).isEqualTo(before);
    assertThat(upload.listed().element("Part")).isEqualTo(listed);
    upload.abort();
  }

  @Test
  void ofPartsThatAreNotTheUploadsChecksumAreRefused() {
    RawUpload upload = RawUpload.create(server, PATH, "x-amz-checksum-algorithm", "SHA256");
    StoredState before = state();
    Broken.of(
            "InvalidRequest",
            "Checksum Type mismatch occurred, expected checksum Type: sha256, actual checksum Type:"
                + " crc32",
            put -> put.header(CRC32, Checksum.CRC32.base64(LAST)))
        .assertRefused(upload.putting(1, LAST));
    Broken.of(
            "InvalidRequest",
            "Checksum Type mismatch occurred, expected checksum Type: sha256, actual checksum Type:"
                + " null",
            put -> put)
        .assertRefused(upload.putting(1, LAST));
    assertThat(state()).isEqualTo(before);
    upload.abort();
  }

  @Test
  void ofWholeUploadsLeaveTheUploadOpen() {
    RawUpload upload = RawUpload.create(server, PATH, "x-amz-checksum-algorithm", "CRC32");
    for (byte[] part : new byte[][] {FIRST, LAST}) {
      int number = Arrays.equals(part, FIRST) ? 1 : 2;
      RawRequest put = upload.putting(number, part);
      upload.part(number, put.header(CRC32, Checksum.CRC32.base64(part)), Checksum.CRC32);
    }
    int sizeBytes = FIRST.length + LAST.length;
    StoredState before = state();
    Broken.of(
            "BadDigest",
            "The crc32 you specified did not match the calculated checksum.",
            complete -> complete.header(CRC32, Checksum.CRC32.composite(LAST, FIRST)))
        .assertRefused(upload.completing());
    Broken.of(
            "BadDigest",
            "The crc32 you specified did not match the calculated checksum.",
            complete ->
                complete.header(CRC32, Checksum.CRC32.composite(FIRST, LAST).replace("-2", "-3")))
        .assertRefused(upload.completing());
    Broken.of(
            "InvalidRequest",
            "The provided 'x-amz-mp-object-size' header value 7 does not match what was computed: "
                + sizeBytes,
            complete -> complete.header("x-amz-mp-object-size", "7"))
        .assertRefused(upload.completing());
    Broken.of(
            "InvalidRequest",
            "The upload was created using the COMPOSITE checksum mode. The complete request must"
                + " use the same checksum mode.",
            complete -> complete.header("x-amz-checksum-type", "FULL_OBJECT"))
        .assertRefused(upload.completing());
    String right = upload.partElements();
    Broken.of(
            "InvalidPart",
            "One or more of the specified parts could not be found.  The part may not have been"
                + " uploaded, or the specified entity tag may not match the part's entity tag.",
            complete -> complete)
        .assertRefused(
            upload.completing(
                right.replace(Checksum.CRC32.base64(LAST), Checksum.CRC32.base64(FIRST))));
    Broken.of(
            "InvalidRequest",
            "The upload was created using a crc32 checksum. The complete request must include the"
                + " checksum for each part. It was missing for part 1 in the request.",
            complete -> complete)
        .assertRefused(
            upload.completing(right.replaceAll("<ChecksumCRC32>[^<]*</ChecksumCRC32>", "")));
    Broken.of(
            "BadDigest",
            "The Content-MD5 you specified did not match what we received.",
            complete -> complete.header("Content-MD5", Digest.MD5.base64(LAST)))
        .assertRefused(upload.completing());
    new Broken(
            complete -> complete.afterSigning(document -> changed(document, 30)),
            400,
            "XAmzContentSHA256Mismatch",
            "The provided 'x-amz-content-sha256' header does not match what was computed.")
        .assertRefused(upload.completing());
    assertThat(state()).isEqualTo(before);
    assertThat(bucket.get("object")).isEqualTo(BEFORE);

    RawAnswer completed =
        upload.completing().header(CRC32, Checksum.CRC32.composite(FIRST, LAST)).send();
    assertThat(completed.element("ETag")).as("%s", completed).isNotEmpty();
    bucket.put(bucket.putting("object"), BEFORE);
  }

  private static List<Broken> brokenBy(byte[] body) {
    List<Broken> promises = new ArrayList<>();
    for (Checksum checksum : Checksum.values()) {
      String wrong = checksum.base64(BEFORE);
      String message = "The " + checksum + " you specified did not match the calculated checksum.";
      promises.add(Broken.of("BadDigest", message, put -> put.header(checksum.header(), wrong)));
      promises.add(Broken.of("BadDigest", message, put -> put.trailer(checksum.header(), wrong)));
    }
    promises.addAll(brokenInHeads());
    promises.addAll(brokenInBodies(body));
    return promises;
  }

  private static List<Broken> brokenInHeads() {
    return List.of(
        Broken.of(
            "BadDigest",
            "The Content-MD5 you specified did not match what we received.",
            put -> put.header("Content-MD5", Digest.MD5.base64(BEFORE))),
        Broken.of(
            "InvalidDigest",
            "The Content-MD5 you specified was invalid.",
            put -> put.header("Content-MD5", "AAAA")),
        Broken.of(
            "InvalidRequest",
            "Value for x-amz-checksum-crc32 header is invalid.",
            put -> put.header(CRC32, "AAAA")),
        Broken.of(
            "InvalidRequest",
            "Value for x-amz-checksum-crc32 trailing header is invalid.",
            put -> put.trailer(CRC32, "AAAA")),
        Broken.of(
            "InvalidRequest",
            "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.",
            put -> put.header(CRC32, "AAAAAA==").header("x-amz-checksum-crc32c", "AAAAAA==")),
        Broken.of(
            "InvalidRequest",
            "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or"
                + " x-amz-trailer headers were found.",
            put -> put.header("x-amz-sdk-checksum-algorithm", "CRC32")),
        Broken.of(
            "InvalidRequest",
            "The value specified in the x-amz-trailer header is not supported",
            put -> put.trailer("x-amz-meta-colour", "blue")));
  }

  private static List<Broken> brokenInBodies(byte[] body) {
    String right = Checksum.CRC32.base64(body);
    String length = "x-amz-decoded-content-length";
    String notSigned =
        "The request signature we calculated does not match the signature you provided. Check your"
            + " key and signing method.";
    String incomplete =
        "You did not provide the number of bytes specified by the Content-Length HTTP header";
    return List.of(
        Broken.of(
            "XAmzContentSHA256Mismatch",
            "The provided 'x-amz-content-sha256' header does not match what was computed.",
            put -> put.afterSigning(sent -> changed(sent, body.length - 1))),
        new Broken(
            put ->
                put.signing(Signing.CHUNKS).afterSigning(sent -> changed(sent, body.length - 500)),
            403,
            "SignatureDoesNotMatch",
            notSigned),
        new Broken(
            put ->
                put.signing(Signing.CHUNKS_AND_TRAILER)
                    .afterSigning(sent -> changed(sent, positionOf(CRC32 + ":", sent))),
            403,
            "SignatureDoesNotMatch",
            notSigned),
        Broken.of(
            "MalformedTrailerError",
            MALFORMED_TRAILER,
            put ->
                put.trailer(CRC32, right)
                    .afterSigning(sent -> changed(sent, positionOf(CRC32 + ":", sent) - 3))),
        Broken.of(
            "IncompleteBody",
            incomplete,
            put -> put.trailer(CRC32, right).header(length, Integer.toString(body.length + 1))),
        Broken.of(
            "IncompleteBody",
            incomplete,
            put -> put.trailer(CRC32, right).header(length, Integer.toString(body.length - 1))));
  }

  /** The client hangs up before everything that it announced has come. */
  private static void assertCut(RawRequest request) {
    RawRequest cut = request.signing(Signing.NONE).announcing(1_000_000);
    assertThatThrownBy(cut::send).isInstanceOf(UncheckedIOException.class);
  }

  private StoredState state() {
    return StoredState.of(store.backend(), server.direct());
  }

  private static byte[] changed(byte[] bytes, int position) {
    byte[] changed = bytes.clone();
    changed[position] ^= 1;
    return changed;
  }

  /** Where that text ends. */
  private static int positionOf(String text, byte[] sent) {
    return new String(sent, StandardCharsets.ISO_8859_1).lastIndexOf(text) + text.length();
  }
}
