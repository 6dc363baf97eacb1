package io.sealgate.s3.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.s3.Refusal;
import io.sealgate.s3.S3Exception;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DeleteMarkerTest {

  @Test
  void findsNoObjectWhereTheCurrentVersionIsOne() {
    S3Exception error = DeleteMarker.isCurrent("a/b", "v1");

    assertThat(Refusal.of(error))
        .isEqualTo(
            new Refusal("NoSuchKey", "The specified key does not exist.", Map.of("Key", "a/b")));
    assertThat(error.error().status()).isEqualTo(404);
    assertThat(error.headers())
        .containsExactly(
            Map.entry("x-amz-delete-marker", "true"), Map.entry("x-amz-version-id", "v1"));
    assertThat(DeleteMarker.isCurrent("a", null).headers())
        .containsExactly(Map.entry("x-amz-delete-marker", "true"));
  }

  @Test
  void allowsNothingButDeletingOneThatIsNamed() {
    S3Exception error = DeleteMarker.isNamed("GET", "v1");

    assertThat(Refusal.of(error))
        .isEqualTo(
            new Refusal(
                "MethodNotAllowed",
                "The specified method is not allowed against this resource.",
                Map.of("Method", "GET", "ResourceType", "DeleteMarker")));
    assertThat(error.error().status()).isEqualTo(405);
    assertThat(error.headers())
        .containsExactly(
            Map.entry("Allow", "DELETE"),
            Map.entry("x-amz-delete-marker", "true"),
            Map.entry("x-amz-version-id", "v1"));
  }

  @Test
  void copiesNoneThatIsNamed() {
    assertThat(Refusal.of(DeleteMarker.isCopySource()))
        .isEqualTo(
            new Refusal(
                "InvalidRequest",
                "The source of a copy request may not specifically refer to a delete marker by"
                    + " version id.",
                Map.of()));
  }
}
