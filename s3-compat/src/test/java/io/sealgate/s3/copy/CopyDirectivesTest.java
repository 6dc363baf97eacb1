package io.sealgate.s3.copy;

import static io.sealgate.s3.copy.CopyDirectives.Directive.COPY;
import static io.sealgate.s3.copy.CopyDirectives.Directive.REPLACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.sealgate.auth.HeaderList;
import io.sealgate.s3.Refusal;
import io.sealgate.s3.S3Operation;
import io.sealgate.s3.headers.ObjectMetadata;
import io.sealgate.s3.route.CopySource;
import io.sealgate.s3.route.QueryParameters;
import io.sealgate.s3.route.S3Request;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CopyDirectivesTest {

  private static final Refusal NOTHING_CHANGES =
      new Refusal(
          "InvalidRequest",
          "This copy request is illegal because it is trying to copy an object to itself without"
              + " changing the object's metadata, storage class, website redirect location or"
              + " encryption attributes.",
          Map.of());

  /** What a backend answers to a HEAD of the source: all that an object can have. */
  private static HeaderList source() {
    return HeaderList.of(
            "Cache-Control", "no-cache",
            "Content-Disposition", "inline",
            "Content-Encoding", "gzip",
            "Content-Language", "de",
            "Content-Type", "text/plain",
            "Expires", "Sun, 01 Mar 2026 12:00:00 GMT",
            "x-amz-meta-of", "source",
            "X-Amz-Meta-Sealgate", "envelope",
            "ETag", "\"e\"",
            "Last-Modified", "Sun, 01 Mar 2026 12:00:00 GMT")
        .add("Content-Length", "5")
        .add("x-amz-version-id", "v")
        .add("x-amz-storage-class", "STANDARD_IA")
        .add("x-amz-website-redirect-location", "/elsewhere")
        .add("x-amz-object-lock-mode", "GOVERNANCE")
        .add("x-amz-object-lock-retain-until-date", "2030-01-01T00:00:00Z")
        .add("x-amz-object-lock-legal-hold", "ON")
        .add("x-amz-tagging-count", "1")
        .add("x-amz-restore", "ongoing-request=\"false\"")
        .add("x-amz-server-side-encryption", "AES256");
  }

  @Test
  void copiesUnlessToldToReplace() {
    assertThat(CopyDirectives.of(new HeaderList())).isEqualTo(new CopyDirectives(COPY, COPY));
    assertThat(directives("REPLACE", "COPY")).isEqualTo(new CopyDirectives(REPLACE, COPY));
    assertThat(directives("COPY", "REPLACE")).isEqualTo(new CopyDirectives(COPY, REPLACE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "replace", "MOVE", "REPLACE_NEW", "COPY "})
  void refusesOtherDirectives(String value) {
    assertThat(Refusal.of(() -> directives(value, null)))
        .isEqualTo(
            new Refusal(
                "InvalidArgument",
                "Unknown metadata directive.",
                Map.of("ArgumentName", "x-amz-metadata-directive", "ArgumentValue", value)));
    assertThat(Refusal.of(() -> directives(null, value)))
        .isEqualTo(
            new Refusal(
                "InvalidArgument",
                "Unknown tagging directive.",
                Map.of("ArgumentName", "x-amz-tagging-directive", "ArgumentValue", value)));
  }

  @Test
  void takesMetadataOverAndNothingElse() {
    assertThat(new CopyDirectives(COPY, COPY).described(new HeaderList(), source()))
        .containsExactly(
            Map.entry("Cache-Control", "no-cache"),
            Map.entry("Content-Disposition", "inline"),
            Map.entry("Content-Encoding", "gzip"),
            Map.entry("Content-Language", "de"),
            Map.entry("Content-Type", "text/plain"),
            Map.entry("Expires", "Sun, 01 Mar 2026 12:00:00 GMT"),
            Map.entry("x-amz-meta-of", "source"));
  }

  @Test
  void ignoresMetadataAndTagsOfTheRequestWhenTheSourcesAreCopied() {
    HeaderList request =
        HeaderList.of(
            "Content-Type", "image/png", "x-amz-meta-of", "request", "x-amz-tagging", "a=b");

    assertThat(new CopyDirectives(COPY, COPY).described(request, source()))
        .containsExactlyElementsOf(
            new CopyDirectives(COPY, COPY).described(new HeaderList(), source()));
  }

  @Test
  void replacesMetadataAsAWhole() {
    HeaderList request =
        HeaderList.of(
            "Content-Type", "image/png", "x-amz-meta-by", "request", "Content-Encoding", "br");

    assertThat(new CopyDirectives(REPLACE, COPY).described(request, source()))
        .containsExactlyInAnyOrder(
            Map.entry("Content-Type", "image/png"),
            Map.entry("x-amz-meta-by", "request"),
            Map.entry("Content-Encoding", "br"));
    assertThat(new CopyDirectives(REPLACE, COPY).described(new HeaderList(), source())).isEmpty();
  }

  @Test
  void replacesTags() {
    HeaderList request = HeaderList.of("x-amz-tagging", "a=b");

    assertThat(new CopyDirectives(COPY, REPLACE).described(request, new HeaderList()))
        .containsExactly(Map.entry("x-amz-tagging", "a=b"));
    assertThat(new CopyDirectives(COPY, REPLACE).described(new HeaderList(), new HeaderList()))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "x-amz-storage-class, STANDARD_IA",
    "x-amz-website-redirect-location, /x",
    "x-amz-object-lock-mode, COMPLIANCE",
    "x-amz-object-lock-retain-until-date, 2031-01-01T00:00:00Z",
    "x-amz-object-lock-legal-hold, OFF",
    "x-amz-acl, private",
    "x-amz-grant-read, id=1",
    "x-amz-request-payer, requester"
  })
  void takesTheRestFromTheRequestWhateverTheDirectives(String name, String value) {
    for (CopyDirectives directives :
        new CopyDirectives[] {
          new CopyDirectives(COPY, COPY), new CopyDirectives(REPLACE, REPLACE)
        }) {
      assertThat(directives.described(HeaderList.of(name, value), new HeaderList()))
          .containsExactly(Map.entry(name, value));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "x-amz-copy-source",
    "x-amz-copy-source-if-match",
    "x-amz-copy-source-server-side-encryption-customer-key",
    "x-amz-server-side-encryption",
    "x-amz-server-side-encryption-customer-key",
    "x-amz-checksum-algorithm",
    "x-amz-metadata-directive",
    "If-None-Match"
  })
  void forwardsNothingThatIsForSealgate(String name) {
    assertThat(new CopyDirectives(REPLACE, REPLACE).described(HeaderList.of(name, "x"), source()))
        .isEmpty();
  }

  @Test
  void alwaysHasTheBackendReplaceMetadataForTheSakeOfTheEnvelope() {
    assertThat(new CopyDirectives(COPY, COPY).forBackend())
        .containsExactly(Map.entry("x-amz-metadata-directive", "REPLACE"));
    assertThat(new CopyDirectives(COPY, REPLACE).forBackend())
        .contains(Map.entry("x-amz-tagging-directive", "REPLACE"));
  }

  @Test
  void saysEverythingAgainWhereOnlyTheEnvelopeChanges() {
    assertThat(ObjectMetadata.everythingIn(source()))
        .containsExactlyInAnyOrder(
            Map.entry("Cache-Control", "no-cache"),
            Map.entry("Content-Disposition", "inline"),
            Map.entry("Content-Encoding", "gzip"),
            Map.entry("Content-Language", "de"),
            Map.entry("Content-Type", "text/plain"),
            Map.entry("Expires", "Sun, 01 Mar 2026 12:00:00 GMT"),
            Map.entry("x-amz-meta-of", "source"),
            Map.entry("x-amz-storage-class", "STANDARD_IA"),
            Map.entry("x-amz-website-redirect-location", "/elsewhere"),
            Map.entry("x-amz-object-lock-mode", "GOVERNANCE"),
            Map.entry("x-amz-object-lock-retain-until-date", "2030-01-01T00:00:00Z"),
            Map.entry("x-amz-object-lock-legal-hold", "ON"));
  }

  @Test
  void refusesToCopyAnObjectOntoItselfWhenNothingChanges() {
    assertThat(Refusal.of(() -> requireChange("photos", "a", null, false)))
        .isEqualTo(NOTHING_CHANGES);
    assertThat(
            Refusal.of(() ->
                requireChange("photos", "a", null, false, "x-amz-tagging-directive", "REPLACE")))
        .isEqualTo(NOTHING_CHANGES);
    assertThat(
            Refusal.of(() ->
                requireChange(
                    "photos",
                    "a",
                    null,
                    false,
                    "x-amz-copy-source-server-side-encryption-customer-algorithm",
                    "AES256")))
        .isEqualTo(NOTHING_CHANGES);
  }

  @ParameterizedTest
  @CsvSource({
    "x-amz-metadata-directive, REPLACE",
    "x-amz-storage-class, STANDARD",
    "x-amz-website-redirect-location, /x",
    "x-amz-server-side-encryption, AES256",
    "X-Amz-Server-Side-Encryption-Customer-Algorithm, AES256",
    "x-amz-server-side-encryption-bucket-key-enabled, true"
  })
  void copiesAnObjectOntoItselfWhenSomethingMayChange(String name, String value) {
    assertThatCode(() -> requireChange("photos", "a", null, false, name, value))
        .doesNotThrowAnyException();
  }

  @Test
  void copiesAnObjectElsewhereAnotherVersionOrIntoAConfiguredEncryption() {
    assertThatCode(() -> requireChange("photos", "b", null, false)).doesNotThrowAnyException();
    assertThatCode(() -> requireChange("albums", "a", null, false)).doesNotThrowAnyException();
    assertThatCode(() -> requireChange("photos", "a", "v", false)).doesNotThrowAnyException();
    assertThatCode(() -> requireChange("photos", "a", null, true)).doesNotThrowAnyException();
  }

  private static void requireChange(
      String bucket,
      String key,
      @Nullable String versionId,
      boolean encryptionConfigured,
      String... headers) {
    S3Request request =
        new S3Request(
            S3Operation.COPY_OBJECT,
            "photos",
            "a",
            QueryParameters.NONE,
            HeaderList.of(headers),
            false);
    CopyDirectives.of(request.headers())
        .requireChange(request, new CopySource(bucket, key, versionId), encryptionConfigured);
  }

  private static CopyDirectives directives(@Nullable String metadata, @Nullable String tagging) {
    HeaderList headers = new HeaderList();
    if (metadata != null) {
      headers.add("x-amz-metadata-directive", metadata);
    }
    if (tagging != null) {
      headers.add("x-amz-tagging-directive", tagging);
    }
    return CopyDirectives.of(headers);
  }
}
