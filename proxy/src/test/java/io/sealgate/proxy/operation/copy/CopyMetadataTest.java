package io.sealgate.proxy.operation.copy;

import static io.sealgate.proxy.operation.copy.StoredForm.DSSE_KMS;
import static io.sealgate.proxy.operation.copy.StoredForm.PLAINTEXT;
import static io.sealgate.proxy.operation.copy.StoredForm.SSE_KMS;
import static io.sealgate.proxy.operation.copy.StoredForm.SSE_S3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.proxy.operation.OperationFixture;
import io.sealgate.proxy.operation.multipart.UploadFixture;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a copy takes over from its source, and what from the request. */
final class CopyMetadataTest {

  private static final byte[] NOTHING = {};
  private static final byte[] BODY = UploadFixture.random(200_000);
  private static final byte[] SMALL = UploadFixture.random(10);

  @AutoClose private final OperationFixture s3;

  CopyMetadataTest(@TempDir Path folder) {
    s3 = new OperationFixture(folder);
  }

  @ParameterizedTest
  @CsvSource({
    "Cache-Control, no-store",
    "Content-Disposition, attachment",
    "Content-Encoding, gzip",
    "Content-Language, de",
    "Content-Type, text/plain",
    "Expires, 'Thu, 01 Dec 2994 16:00:00 GMT'",
    "x-amz-meta-colour, blue"
  })
  void takesEachAttributeFromWhereTheDirectiveSays(String name, String value) {
    for (StoredForm from : StoredForm.values()) {
      for (StoredForm to : StoredForm.values()) {
        s3.put(from.path("source"), SMALL, from.asked(name, value));
        s3.put(to.path("kept"), NOTHING, from.copied("source", to.asked(name, "ignored")));
        assertThat(s3.head(to.path("kept"), to.reading()).headers().all(name))
            .containsExactly(value);
        s3.put(
            to.path("replaced"),
            NOTHING,
            from.copied(
                "source", to.asked("x-amz-metadata-directive", "REPLACE", name, "another")));
        assertThat(s3.head(to.path("replaced"), to.reading()).headers().all(name))
            .containsExactly("another");
        s3.put(
            to.path("bare"),
            NOTHING,
            from.copied("source", to.asked("x-amz-metadata-directive", "REPLACE")));
        assertThat(s3.head(to.path("bare"), to.reading()).headers().all(name)).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void takesTagsFromWhereTheDirectiveSays(StoredForm from, StoredForm to) {
    s3.put(from.path("source"), BODY, from.asked("x-amz-tagging", "a=1&b=2"));
    s3.put(to.path("kept"), NOTHING, from.copied("source", to.asked("x-amz-tagging", "c=3")));
    assertThat(tags(to, "kept")).isEqualTo("a=1&b=2");
    s3.put(
        to.path("replaced"),
        NOTHING,
        from.copied(
            "source", to.asked("x-amz-tagging-directive", "REPLACE", "x-amz-tagging", "c=3")));
    assertThat(tags(to, "replaced")).isEqualTo("c=3");
    s3.put(
        to.path("bare"),
        NOTHING,
        from.copied("source", to.asked("x-amz-tagging-directive", "REPLACE")));
    assertThat(tags(to, "bare")).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "x-amz-storage-class, STANDARD_IA",
    "x-amz-website-redirect-location, /elsewhere",
    "x-amz-object-lock-mode, GOVERNANCE",
    "x-amz-object-lock-legal-hold, ON",
    "x-amz-object-lock-retain-until-date, 2994-01-01T00:00:00Z"
  })
  void takesFromTheRequestAloneWhatAwsTakesFromThere(String name, String value) {
    s3.put("/box/source", BODY, name, value);
    s3.put("/box/copy", NOTHING, SSE_S3.copied("source"));
    assertThat(s3.store.get("box/copy").headers().first(name)).isNull();
    for (StoredForm to : List.of(SSE_KMS, DSSE_KMS)) {
      s3.put("/box/copy", NOTHING, SSE_S3.copied("source", to.asked(name, value)));
      assertThat(s3.store.get("box/copy").headers().all(name)).containsExactly(value);
    }
  }

  @Test
  void ignoresMetadataThatTheDirectiveDoesNotAskFor() {
    s3.put("/clear/source", BODY);
    String[] much = PLAINTEXT.copied("source", SSE_KMS.asked("x-amz-meta-much", "m".repeat(1900)));
    s3.put("/box/copy", NOTHING, much);
    assertThat(s3.get("/box/copy").body()).isEqualTo(BODY);
    List<String> replacing = new ArrayList<>(List.of(much));
    replacing.addAll(List.of("x-amz-metadata-directive", "REPLACE"));
    refused(
        S3Error.METADATA_TOO_LARGE,
        () -> s3.put("/box/copy", NOTHING, replacing.toArray(String[]::new)));
  }

  static Stream<Arguments> pairs() {
    return Stream.of(StoredForm.values())
        .flatMap(from -> Stream.of(StoredForm.values()).map(to -> Arguments.of(from, to)));
  }

  private @Nullable String tags(StoredForm form, String key) {
    return s3.store.get(form.path(key).substring(1)).headers().first("x-amz-tagging");
  }

  private static void refused(S3Error error, ThrowingCallable request) {
    assertThatThrownBy(request)
        .isInstanceOfSatisfying(
            S3Exception.class, refused -> assertThat(refused.error()).isEqualTo(error));
  }
}
