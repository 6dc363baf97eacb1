package io.sealgate.proxy.operation.subresource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.operation.OperationFixture;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The version of an object whose tags, lock or ACL a request is about. */
final class SubResourceVersionTest {

  private static final byte[] DOCUMENT = "<Tagging/>".getBytes(StandardCharsets.UTF_8);

  @AutoClose private final OperationFixture s3;

  SubResourceVersionTest(@TempDir Path folder) {
    s3 = new OperationFixture(folder);
  }

  @Test
  void isNamedToTheStore() {
    s3.put("/box/k", new byte[1]);
    s3.store.takeRequests();
    s3.get("/box/k?tagging&versionId=v%2B1");
    assertThat(s3.store.takeRequests())
        .extracting(BackendRequest::rawQuery)
        .containsExactly("tagging=&versionId=v%2B1");
  }

  /** An empty id would mean the current version to some stores. */
  @ParameterizedTest
  @ValueSource(strings = {"tagging", "acl", "retention", "legal-hold"})
  void isNeverEmpty(String subResource) {
    for (String method : new String[] {"GET", "PUT"}) {
      S3Exception refused = refused(method, subResource + "&versionId=");
      assertThat(refused.error()).isEqualTo(S3Error.INVALID_ARGUMENT);
      assertThat(refused).hasMessage("Version id cannot be the empty string");
    }
    assertThat(s3.store.takeRequests()).isEmpty();
  }

  @Test
  void isOneThatAStoreMayHaveMade() {
    S3Exception refused = refused("DELETE", "tagging&versionId=a%20b");
    assertThat(refused.error()).isEqualTo(S3Error.INVALID_ARGUMENT);
    assertThat(refused).hasMessage("Invalid version id specified");
    assertThat(s3.store.takeRequests()).isEmpty();
  }

  private S3Exception refused(String method, String query) {
    byte[] body = method.equals("PUT") ? DOCUMENT : new byte[0];
    S3Exception refused =
        catchThrowableOfType(S3Exception.class, () -> s3.send(method, "/box/k?" + query, body));
    assertThat(refused).as(method + " " + query).isNotNull();
    return refused;
  }
}
