package io.sealgate.proxy.operation.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.auth.HeaderList;
import io.sealgate.auth.Principal;
import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.Clients;
import io.sealgate.it.fixture.Store;
import io.sealgate.it.fixture.StoreCalls;
import io.sealgate.proxy.backend.BackendCalls;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.call.ObjectAccess;
import io.sealgate.proxy.call.Procedures;
import io.sealgate.proxy.object.StoredObject;
import io.sealgate.s3.copy.CopyDirectives;
import io.sealgate.s3.copy.CopyDirectives.Directive;
import io.sealgate.s3.write.WriteCondition;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Copies in pieces on a real store, with pieces as short as it takes them. */
final class PiecewiseCopyTest {

  private static final int PIECE_BYTES = 5 << 20;
  private static final byte[] BODY = Bodies.ofLength(2 * PIECE_BYTES + 1234);
  private static final Principal CLIENT = new Principal("app", "123456789012", "AKIAAPP");

  @ParameterizedTest
  @EnumSource
  void copiesInPiecesAndLeavesNothingOfAFailure(Store store) {
    StoreCalls calls = StoreCalls.of(store.backend());
    try (Clients clients = Clients.plain();
        ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      Bucket bucket =
          Bucket.create(
              clients.s3(
                  store.backend().endpoint(),
                  store.backend().accessKey(),
                  store.backend().secretKey()),
              "copy-pieces");
      bucket.put(bucket.putting("source"), BODY);
      BackendCalls failing =
          (request, limitBytes) -> {
            if (request.rawQuery().startsWith("partNumber=2&")) {
              throw new BackendException("broken");
            }
            return calls.call(request, limitBytes);
          };
      assertThatThrownBy(() -> copies(failing, workers).copy(source(calls), target()))
          .isInstanceOf(BackendException.class);
      assertThat(bucket.s3().listMultipartUploads(list -> list.bucket(bucket.name())).uploads())
          .isEmpty();
      BackendCopy.Copied copied = copies(calls, workers).copy(source(calls), target());
      assertThat(bucket.get("copy")).isEqualTo(BODY);
      assertThat(bucket.head(bucket.heading("copy")).eTag()).isEqualTo(copied.backendETag());
      assertThat(bucket.head(bucket.heading("copy")).contentType()).isEqualTo("text/plain");
      bucket.empty();
    }
  }

  private static BackendPiecewiseCopy copies(BackendCalls calls, ExecutorService workers) {
    return new BackendPiecewiseCopy(
        new Procedures(calls, workers, InstantSource.system()), PIECE_BYTES);
  }

  private static CopySourceObject source(BackendCalls calls) {
    ObjectAccess access = new ObjectAccess("copy-pieces", "source", null, CLIENT, true);
    HeaderList head = HeaderList.of();
    calls
        .call(access.request("HEAD"), 0)
        .head()
        .headers()
        .forEach(line -> head.add(line.getKey(), line.getValue()));
    return new CopySourceObject(
        access,
        new StoredObject(BODY.length, String.valueOf(head.first("ETag")), head, null),
        null);
  }

  private static CopyTarget target() {
    return new CopyTarget(
        new ObjectAccess("copy-pieces", "copy", null, CLIENT, true),
        HeaderList.of("Content-Type", "text/plain"),
        new CopyDirectives(Directive.COPY, Directive.COPY),
        new WriteCondition.None(),
        new HeaderList());
  }
}
