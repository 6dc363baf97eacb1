package io.sealgate.demo.scene;

import io.sealgate.demo.check.Check;
import io.sealgate.demo.check.Outcome;
import io.sealgate.demo.stage.Stage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** A large object that is uploaded in parts, and a copy of it under another mode. */
public final class PartsScene {

  private static final String KEY = "large/backup.tar";
  private static final String COPY = "large/copy.tar";

  /** The least that S3 takes for a part but the last. */
  private static final int PART_BYTES = 5 * 1024 * 1024;

  private static final int LAST_PART_BYTES = 1_234_567;
  private static final int RANGE_BYTES = 100;

  private final Stage stage;
  private final String keyArn;
  private final byte[] content = new byte[2 * PART_BYTES + LAST_PART_BYTES];

  PartsScene(Stage stage, String keyArn) {
    this.stage = stage;
    this.keyArn = keyArn;
    new Random(content.length).nextBytes(content);
  }

  /** The checks, in their order; the first one uploads the object. */
  public List<Check> checks() {
    return List.of(
        new Check("three parts, the last one sent first, under SSE-KMS", this::upload),
        new Check("it is listed with its true size", this::listedSize),
        new Check("it reads back", () -> same(KEY)),
        new Check("100 bytes across two parts", this::readAcrossParts),
        new Check("copied to SSE-S3", this::copy),
        new Check("the copy reads back", () -> same(COPY)),
        new Check("its stored body never left the store", this::bodyStayed));
  }

  private Outcome upload() {
    String upload =
        stage
            .client()
            .createMultipartUpload(request ->
                request
                    .bucket(bucket())
                    .key(KEY)
                    .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                    .ssekmsKeyId(keyArn))
            .uploadId();
    List<CompletedPart> parts = new ArrayList<>();
    for (int number = 3; number >= 1; number--) {
      parts.addFirst(part(upload, number));
    }
    String seen =
        stage
            .client()
            .completeMultipartUpload(request ->
                request
                    .bucket(bucket())
                    .key(KEY)
                    .uploadId(upload)
                    .multipartUpload(completed -> completed.parts(parts)))
            .serverSideEncryptionAsString();
    return Outcome.expect("aws:kms", String.valueOf(seen));
  }

  private CompletedPart part(String upload, int number) {
    int offset = (number - 1) * PART_BYTES;
    byte[] body =
        Arrays.copyOfRange(content, offset, Math.min(content.length, offset + PART_BYTES));
    String eTag =
        stage
            .client()
            .uploadPart(
                request -> request.bucket(bucket()).key(KEY).uploadId(upload).partNumber(number),
                RequestBody.fromBytes(body))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(eTag).build();
  }

  private Outcome listedSize() {
    long seen =
        stage
            .client()
            .listObjectsV2(request -> request.bucket(bucket()).prefix(KEY))
            .contents()
            .getFirst()
            .size();
    return Outcome.expect(SampleFile.bytes(content.length), SampleFile.bytes(seen));
  }

  private Outcome same(String key) {
    byte[] read =
        stage
            .client()
            .getObjectAsBytes(request -> request.bucket(bucket()).key(key))
            .asByteArrayUnsafe();
    return Outcome.expect(Arrays.equals(content, read), "identical", "identical");
  }

  private Outcome readAcrossParts() {
    int first = PART_BYTES - RANGE_BYTES / 2;
    byte[] read =
        stage
            .client()
            .getObjectAsBytes(request ->
                request
                    .bucket(bucket())
                    .key(KEY)
                    .range("bytes=" + first + "-" + (first + RANGE_BYTES - 1)))
            .asByteArrayUnsafe();
    return Outcome.expect(
        Arrays.equals(Arrays.copyOfRange(content, first, first + RANGE_BYTES), read),
        "identical",
        "identical");
  }

  private Outcome copy() {
    CopyObjectResponse copied =
        stage
            .client()
            .copyObject(request ->
                request
                    .sourceBucket(bucket())
                    .sourceKey(KEY)
                    .destinationBucket(bucket())
                    .destinationKey(COPY)
                    .serverSideEncryption(ServerSideEncryption.AES256));
    return Outcome.expect("AES256", String.valueOf(copied.serverSideEncryptionAsString()));
  }

  private Outcome bodyStayed() {
    byte[] source = StoredBytes.read(stage.backend(), bucket(), KEY).body();
    byte[] copy = StoredBytes.read(stage.backend(), bucket(), COPY).body();
    return Outcome.expect(
        Arrays.equals(source, copy), "the same sealed bytes", "the same sealed bytes");
  }

  private String bucket() {
    return stage.buckets().data();
  }
}
