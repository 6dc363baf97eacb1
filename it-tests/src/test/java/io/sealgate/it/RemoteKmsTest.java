package io.sealgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.it.fixture.Account;
import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.Clients;
import io.sealgate.it.fixture.RawAnswer;
import io.sealgate.it.fixture.SealgateServer;
import io.sealgate.it.fixture.ServerSettings;
import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import io.sealgate.it.fixture.StoredState;
import io.sealgate.kms.python.PythonServer;
import io.sealgate.kms.python.PythonTools;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.KmsClient;

/** Key services outside the process: another Sealgate's, one that is not ours, and none at all. */
final class RemoteKmsTest {

  private static final byte[] BODY = Bodies.ofLength(100_000);

  @Test
  void sealsUnderKeysOfAnIndependentKeyService() throws Exception {
    try (PythonServer moto = PythonServer.moto(PythonTools.install());
        Clients clients = Clients.plain();
        KmsClient keys = clients.kms(moto.endpoint(), Account.APP)) {
      for (String alias : List.of("alias/sealgate", "alias/sealgate-service")) {
        String id = keys.createKey().keyMetadata().keyId();
        keys.createAlias(make -> make.aliasName(alias).targetKeyId(id));
      }
      ServerSettings settings =
          ServerSettings.DEFAULT
              .withKms(
                  "{ type: aws, region: us-east-1, endpoint: \""
                      + moto.endpoint()
                      + "\", access-key: "
                      + Account.APP.accessKey()
                      + ", secret-key: \"${env:APP}\" }")
              .withKeyCache("{ max-age: 0s }");
      try (SealgateServer server = SealgateServer.start(Store.MINIO.backend(), settings)) {
        Bucket bucket = Bucket.create(server.s3(), "moto");
        for (SseMode mode : SseMode.values()) {
          bucket.put(mode.name(), mode, BODY);
          assertThat(bucket.get(mode.name(), mode)).isEqualTo(BODY);
        }
        bucket.empty();
      }
    }
  }

  @Test
  void storesNothingAndReadsNothingWithoutItsKeyService() {
    SealgateServer keys = SealgateServer.start(Store.MINIO.backend());
    ServerSettings settings =
        ServerSettings.DEFAULT.withKmsAt(keys.kms()).withKeyCache("{ max-age: 0s }");
    try (SealgateServer server = SealgateServer.start(Store.MINIO.backend(), settings)) {
      Bucket bucket = Bucket.create(server.s3(), "no-keys");
      bucket.put("object", SseMode.SSE_KMS, BODY);
      assertThat(bucket.get("object")).isEqualTo(BODY);

      keys.close();
      StoredState before = StoredState.of(server.backend(), server.direct());
      for (String mode : List.of("aws:kms", "aws:kms:dsse", "AES256")) {
        RawAnswer put =
            server
                .request("PUT", "/no-keys/refused")
                .header("x-amz-server-side-encryption", mode)
                .body(BODY)
                .send();
        assertThat(put.status()).as(mode).isEqualTo(503);
      }
      assertThat(server.request("GET", "/no-keys/object").send().status()).isEqualTo(503);
      assertThat(server.request("HEAD", "/no-keys/object").send().status()).isEqualTo(200);
      assertThat(StoredState.of(server.backend(), server.direct())).isEqualTo(before);
      bucket.put("customers", SseMode.SSE_C, BODY);
      bucket.empty();
    }
  }
}
