package io.sealgate.proxy.operation.multipart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.proxy.operation.OperationFixture;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A multipart upload as a client drives it. */
public final class UploadFixture {

  public static final String SSE = "x-amz-server-side-encryption";
  public static final int LEAST_PART_BYTES = 5 << 20;
  private static final String[] NO_KEY = {};

  private final String path;
  private final String[] partHeaders;
  final S3Response created;
  public final String uploadId;

  /** A part that was sent. */
  public record Sent(int number, String eTag) {}

  private UploadFixture(
      OperationFixture s3, String path, String[] createHeaders, String[] partHeaders) {
    this.path = path;
    this.partHeaders = partHeaders;
    this.created = s3.send("POST", path + "?uploads", new byte[0], createHeaders);
    this.uploadId = element(created, "UploadId");
  }

  public static UploadFixture create(OperationFixture s3, String path, String... headers) {
    boolean customer = headers.length > 0 && headers[0].contains("customer");
    return new UploadFixture(s3, path, headers, customer ? headers : NO_KEY);
  }

  /** The request's target. */
  String target(String parameters) {
    return path + "?" + parameters + "uploadId=" + uploadId.replace(" ", "%20").replace("+", "%2B");
  }

  public Sent send(OperationFixture s3, int number, byte[] body, String... headers) {
    S3Response answer = sent(s3, number, body, headers);
    String eTag = Objects.requireNonNull(answer.headers().first("ETag"));
    return new Sent(number, eTag);
  }

  S3Response sent(OperationFixture s3, int number, byte[] body, String... headers) {
    List<String> all = new ArrayList<>(List.of(partHeaders));
    all.addAll(List.of(headers));
    return s3.send("PUT", target("partNumber=" + number + "&"), body, all.toArray(String[]::new));
  }

  public S3Response complete(OperationFixture s3, List<Sent> parts, String... headers) {
    StringBuilder document = new StringBuilder("<CompleteMultipartUpload>");
    for (Sent part : parts) {
      document
          .append("<Part><PartNumber>")
          .append(part.number())
          .append("</PartNumber><ETag>")
          .append(part.eTag().replace("\"", "&quot;"))
          .append("</ETag></Part>");
    }
    document.append("</CompleteMultipartUpload>");
    return s3.send(
        "POST", target(""), document.toString().getBytes(StandardCharsets.UTF_8), headers);
  }

  S3Response list(OperationFixture s3, String parameters) {
    return s3.send("GET", target(parameters), new byte[0]);
  }

  S3Response abort(OperationFixture s3) {
    return s3.send("DELETE", target(""), new byte[0]);
  }

  static String element(S3Response answer, String name) {
    return elements(answer, name).getFirst();
  }

  static List<String> elements(S3Response answer, String name) {
    Matcher matcher =
        Pattern.compile("<" + name + ">([^<]*)</" + name + ">")
            .matcher(new String(answer.body(), StandardCharsets.UTF_8));
    List<String> found = new ArrayList<>();
    while (matcher.find()) {
      found.add(matcher.group(1).replace("&quot;", "\""));
    }
    return found;
  }

  /** What asks for each mode. */
  static String[][] modes() {
    return new String[][] {
      {SSE, "AES256"}, {SSE, "aws:kms"}, {SSE, "aws:kms:dsse"}, customerKey(1)
    };
  }

  static void assertRefused(ThrowingCallable request, S3Error error) {
    assertThatThrownBy(request)
        .isInstanceOfSatisfying(
            S3Exception.class, refused -> assertThat(refused.error()).isEqualTo(error));
  }

  static void assertRefused(ThrowingCallable request, S3Error error, String message) {
    assertRefused(request, error);
    assertThatThrownBy(request).hasMessage(message);
  }

  /** The customer-key headers of a key of that byte. */
  public static String[] customerKey(int value) {
    byte[] key = new byte[32];
    java.util.Arrays.fill(key, (byte) value);
    Base64.Encoder base64 = Base64.getEncoder();
    String prefix = "x-amz-server-side-encryption-customer-";
    return new String[] {
      prefix + "algorithm", "AES256",
      prefix + "key", base64.encodeToString(key),
      prefix + "key-MD5", base64.encodeToString(md5(key))
    };
  }

  public static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  static String md5Hex(byte[] bytes) {
    return HexFormat.of().formatHex(md5(bytes));
  }

  public static byte[] md5(byte[] bytes) {
    try {
      return MessageDigest.getInstance("MD5").digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
