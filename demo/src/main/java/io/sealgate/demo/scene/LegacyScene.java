package io.sealgate.demo.scene;

import io.sealgate.demo.check.Check;
import io.sealgate.demo.check.Outcome;
import io.sealgate.demo.stage.Stage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** A client that has never heard of encryption, over plain HTTP. */
public final class LegacyScene {

  private static final String KEY = "legacy/report.txt";
  private static final byte[] CONTENT =
      "quarterly figures, not for the storage operator\n"
          .repeat(40)
          .getBytes(StandardCharsets.UTF_8);

  private final Stage stage;

  LegacyScene(Stage stage) {
    this.stage = stage;
  }

  /** The checks, in their order; the first one stores the object. */
  public List<Check> checks() {
    return List.of(
        new Check("an old client asks for no encryption, and is told that it got some", this::put),
        new Check("nothing of its text is in the store", this::unreadable),
        new Check("it reads its text back", this::readBack),
        new Check("it lists the size that it stored", this::listedSize));
  }

  private Outcome put() {
    PutObjectResponse answer =
        stage
            .olderClient()
            .putObject(
                request -> request.bucket(bucket()).key(KEY), RequestBody.fromBytes(CONTENT));
    return Outcome.expect("AES256", String.valueOf(answer.serverSideEncryptionAsString()));
  }

  private Outcome unreadable() {
    String stored =
        new String(
            StoredBytes.read(stage.backend(), bucket(), KEY).body(), StandardCharsets.ISO_8859_1);
    return Outcome.expect(!stored.contains("figures"), "sealed bytes", "sealed bytes");
  }

  private Outcome readBack() {
    byte[] read =
        stage
            .olderClient()
            .getObjectAsBytes(request -> request.bucket(bucket()).key(KEY))
            .asByteArrayUnsafe();
    return Outcome.expect(Arrays.equals(CONTENT, read), "identical", "identical");
  }

  private Outcome listedSize() {
    long seen =
        stage
            .olderClient()
            .listObjectsV2(request -> request.bucket(bucket()).prefix(KEY))
            .contents()
            .getFirst()
            .size();
    return Outcome.expect(SampleFile.bytes(CONTENT.length), SampleFile.bytes(seen));
  }

  private String bucket() {
    return stage.buckets().data();
  }
}
