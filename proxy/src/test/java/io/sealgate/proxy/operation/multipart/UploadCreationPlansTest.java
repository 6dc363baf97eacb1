package io.sealgate.proxy.operation.multipart;

import static io.sealgate.proxy.operation.multipart.UploadFixture.SSE;
import static io.sealgate.proxy.operation.multipart.UploadFixture.assertRefused;
import static io.sealgate.proxy.operation.multipart.UploadFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.auth.HeaderList;
import io.sealgate.proxy.operation.OperationFixture;
import io.sealgate.s3.S3Error;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CreateMultipartUpload: what the object is stored with, and what is not begun. */
final class UploadCreationPlansTest {

  private static final byte[] LAST = random(70_001);

  @AutoClose private final OperationFixture s3;

  UploadCreationPlansTest(@TempDir Path folder) {
    s3 = new OperationFixture(folder);
  }

  @Test
  void leavesNoUploadBehindWhoseDocumentCannotBeWritten() {
    s3.store.breakBefore(request -> request.key().endsWith("/document"));
    assertThatThrownBy(() -> UploadFixture.create(s3, "/box/k", SSE, "aws:kms"))
        .isInstanceOf(RuntimeException.class);
    assertThat(s3.store.openUploads()).isZero();
  }

  @Test
  void storesTheObjectWithWhatItsCreationSays() {
    UploadFixture upload =
        UploadFixture.create(
            s3,
            "/box/k",
            "Content-Type",
            "text/x",
            "Cache-Control",
            "no-store",
            "Content-Encoding",
            "gzip",
            "x-amz-meta-colour",
            "red",
            "x-amz-tagging",
            "a=b");
    assertThat(upload.created.headers().first(SSE)).as("the default").isEqualTo("AES256");
    upload.complete(s3, List.of(upload.send(s3, 1, LAST)));
    HeaderList stored = s3.store.get("box/k").headers();
    assertThat(stored.first("x-amz-tagging")).isEqualTo("a=b");
    assertThat(stored.first(SSE)).isNull();
    HeaderList read = s3.get("/box/k").headers();
    assertThat(read.first("Content-Type")).isEqualTo("text/x");
    assertThat(read.first("Cache-Control")).isEqualTo("no-store");
    assertThat(read.first("Content-Encoding")).isEqualTo("gzip");
    assertThat(read.first("x-amz-meta-colour")).isEqualTo("red");
    assertThat(read.first(SSE)).isEqualTo("AES256");
  }

  @Test
  void refusesMetadataThatLeavesNoRoomForTheEnvelope() {
    assertRefused(
        () ->
            UploadFixture.create(s3, "/box/k", SSE, "aws:kms", "x-amz-meta-long", "x".repeat(1900)),
        S3Error.METADATA_TOO_LARGE);
    assertThat(s3.store.openUploads()).isZero();
  }
}
