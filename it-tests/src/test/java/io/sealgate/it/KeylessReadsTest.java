package io.sealgate.it;

import static io.sealgate.it.fixture.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.it.fixture.Account;
import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.MultipartUpload;
import io.sealgate.it.fixture.SealgateServer;
import io.sealgate.it.fixture.ServerSettings;
import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** What shows no content needs no key: HEAD, attributes and listings, as on AWS. */
@ParameterizedClass
@EnumSource
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KeylessReadsTest {

  private final Map<String, Long> sizes = new LinkedHashMap<>();
  private final Map<String, String> tags = new LinkedHashMap<>();

  @Parameter Store store;
  private SealgateServer server;
  private Bucket bucket;
  private KmsClient kms;
  private String keyArn;

  @BeforeParameterizedClassInvocation
  void start() {
    server =
        SealgateServer.start(
            store.backend(), ServerSettings.DEFAULT.withKeyCache("{ max-age: 0s }"));
    kms = server.keys();
    keyArn = kms.createKey().keyMetadata().arn();
    bucket = Bucket.create(server.s3(), "keyless");
    for (ServerSideEncryption mode :
        new ServerSideEncryption[] {
          ServerSideEncryption.AWS_KMS, ServerSideEncryption.AWS_KMS_DSSE
        }) {
      for (int bytes : new int[] {10, 200_000}) {
        PutObjectRequest.Builder put =
            bucket
                .putting(mode.name() + "/" + bytes)
                .serverSideEncryption(mode)
                .ssekmsKeyId(keyArn);
        remember(mode.name() + "/" + bytes, bytes, bucket.put(put, Bodies.ofLength(bytes)).eTag());
      }
      String key = mode.name() + "/multipart";
      MultipartUpload upload =
          MultipartUpload.create(
              bucket,
              SseMode.UNASKED,
              CreateMultipartUploadRequest.builder()
                  .key(key)
                  .serverSideEncryption(mode)
                  .ssekmsKeyId(keyArn));
      upload.part(1, Bodies.ofLength(MultipartUpload.SHORTEST_PART_BYTES));
      upload.part(2, Bodies.ofLength(3));
      remember(key, MultipartUpload.SHORTEST_PART_BYTES + 3, upload.complete().eTag());
    }
  }

  @AfterParameterizedClassInvocation
  void stop() {
    bucket.empty();
    server.close();
  }

  @Test
  void workWithTheKeyDisabled() {
    kms.disableKey(key -> key.keyId(keyArn));
    try {
      assertAllSeen(bucket);
      for (String key : sizes.keySet()) {
        assertRefused(400, "KMS.DisabledException", () -> bucket.get(key));
      }
      assertThat(headStatus(server, Account.APP, "AWS_KMS/10", true)).isEqualTo(400);
    } finally {
      kms.enableKey(key -> key.keyId(keyArn));
    }
    assertThat(bucket.get("AWS_KMS/10")).isEqualTo(Bodies.ofLength(10));
  }

  @Test
  void workForACallerWithoutRightsToTheKey() {
    Bucket others = bucket.by(server.clients().s3(server.https(), Account.OTHER));
    assertAllSeen(others);
    for (String key : sizes.keySet()) {
      assertRefused(403, "AccessDenied", () -> others.get(key));
      assertRefused(403, "AccessDenied", () -> others.get(others.getting(key).range("bytes=0-1")));
    }
    assertThat(headStatus(server, Account.OTHER, "AWS_KMS/10", true)).isEqualTo(403);
    assertThat(headStatus(server, Account.OTHER, "AWS_KMS/10", false)).isEqualTo(200);
    others.put("mine", SseMode.SSE_S3, new byte[7]);
    assertThat(others.get("mine")).hasSize(7);
    bucket.delete("mine");
  }

  private void remember(String key, long sizeBytes, String tag) {
    sizes.put(key, sizeBytes);
    tags.put(key, tag);
  }

  private void assertAllSeen(Bucket seen) {
    for (String key : sizes.keySet()) {
      HeadObjectResponse head = seen.head(seen.heading(key));
      assertThat(head.contentLength()).as(key).isEqualTo(sizes.get(key));
      assertThat(head.eTag()).isEqualTo(tags.get(key));
      assertThat(head.ssekmsKeyId()).isEqualTo(keyArn);
      GetObjectAttributesResponse attributes =
          seen.s3()
              .getObjectAttributes(
                  seen.describing(key)
                      .objectAttributes(
                          ObjectAttributes.OBJECT_SIZE,
                          ObjectAttributes.E_TAG,
                          ObjectAttributes.OBJECT_PARTS)
                      .build());
      assertThat(attributes.objectSize()).isEqualTo(sizes.get(key));
      if (key.endsWith("multipart")) {
        assertThat(attributes.objectParts().totalPartsCount()).isEqualTo(2);
        assertThat(seen.head(seen.heading(key).partNumber(2)).contentLength()).isEqualTo(3);
      }
    }
    assertListed(seen.s3().listObjectsV2(list -> list.bucket(seen.name())).contents());
    assertListed(seen.s3().listObjects(list -> list.bucket(seen.name())).contents());
  }

  private void assertListed(List<S3Object> rows) {
    Map<String, Long> listed = new LinkedHashMap<>();
    for (S3Object row : rows) {
      listed.put(row.key(), row.size());
      assertThat(row.eTag()).isEqualTo(tags.get(row.key()));
    }
    assertThat(listed).isEqualTo(sizes);
  }

  private static int headStatus(
      SealgateServer server, Account account, String key, boolean checksum) {
    var request = server.request("HEAD", "/keyless/" + key).as(account);
    return (checksum
            ? request.header("x-amz-checksum-mode", ChecksumMode.ENABLED.toString())
            : request)
        .send()
        .status();
  }
}
