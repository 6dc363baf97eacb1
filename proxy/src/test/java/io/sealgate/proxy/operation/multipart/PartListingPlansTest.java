package io.sealgate.proxy.operation.multipart;

import static io.sealgate.proxy.operation.multipart.UploadFixture.SSE;
import static io.sealgate.proxy.operation.multipart.UploadFixture.assertRefused;
import static io.sealgate.proxy.operation.multipart.UploadFixture.element;
import static io.sealgate.proxy.operation.multipart.UploadFixture.elements;
import static io.sealgate.proxy.operation.multipart.UploadFixture.modes;
import static io.sealgate.proxy.operation.multipart.UploadFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.proxy.operation.OperationFixture;
import io.sealgate.proxy.operation.multipart.UploadFixture.Sent;
import io.sealgate.s3.S3Error;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ListParts, of parts in every mode. */
final class PartListingPlansTest {

  private static final byte[] LAST = random(70_001);

  @AutoClose private final OperationFixture s3;

  PartListingPlansTest(@TempDir Path folder) {
    s3 = new OperationFixture(folder);
  }

  @Test
  void listsPartsInTheClientsTermsWithoutAnyKey() {
    for (String[] mode : modes()) {
      UploadFixture upload = UploadFixture.create(s3, "/box/k", mode);
      Sent second = upload.send(s3, 20, LAST);
      Sent first = upload.send(s3, 10, new byte[0]);
      s3.cache.close();
      S3Response listed = upload.list(s3, "");
      assertThat(elements(listed, "PartNumber")).as(mode[1]).containsExactly("10", "20");
      assertThat(elements(listed, "Size")).as(mode[1]).containsExactly("0", "70001");
      assertThat(elements(listed, "ETag")).as(mode[1]).containsExactly(first.eTag(), second.eTag());
    }
  }

  @Test
  void pagesThroughParts() {
    UploadFixture upload = UploadFixture.create(s3, "/box/k", SSE, "AES256");
    for (int number = 1; number <= 5; number++) {
      upload.send(s3, number, new byte[number]);
    }
    S3Response page = upload.list(s3, "max-parts=2&part-number-marker=1&");
    assertThat(elements(page, "PartNumber")).containsExactly("2", "3");
    assertThat(element(page, "IsTruncated")).isEqualTo("true");
    assertThat(element(page, "NextPartNumberMarker")).isEqualTo("3");
    S3Response rest = upload.list(s3, "max-parts=2&part-number-marker=3&");
    assertThat(elements(rest, "PartNumber")).containsExactly("4", "5");
    assertThat(element(rest, "IsTruncated")).isEqualTo("false");
  }

  @Test
  void hidesAPartThatHasNoNote() {
    UploadFixture upload = UploadFixture.create(s3, "/box/k", SSE, "aws:kms");
    Sent sent = upload.send(s3, 1, LAST);
    s3.store.breakBefore(request -> request.key().contains("/notes/"));
    assertThatThrownBy(() -> upload.send(s3, 2, LAST)).isInstanceOf(RuntimeException.class);
    assertThat(elements(upload.list(s3, ""), "PartNumber")).containsExactly("1");
    assertRefused(
        () -> upload.complete(s3, List.of(sent, new Sent(2, sent.eTag()))), S3Error.INVALID_PART);
  }
}
