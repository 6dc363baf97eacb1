package io.sealgate.proxy.operation.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.auth.HeaderList;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.call.ObjectAccess;
import io.sealgate.proxy.call.Procedures;
import io.sealgate.proxy.object.StoredObject;
import io.sealgate.proxy.operation.MemoryStore;
import io.sealgate.proxy.operation.OperationFixture;
import io.sealgate.proxy.operation.multipart.UploadFixture;
import io.sealgate.s3.copy.CopyDirectives;
import io.sealgate.s3.copy.CopyDirectives.Directive;
import io.sealgate.s3.write.WriteCondition;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Copies of what is too long for one request. */
final class BackendPiecewiseCopyTest {

  private static final int PIECE_BYTES = 1000;

  private final MemoryStore store = new MemoryStore();
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final BackendPiecewiseCopy copies =
      new BackendPiecewiseCopy(
          new Procedures(
              (request, limitBytes) -> store.answer(request), workers, InstantSource.system()),
          PIECE_BYTES);

  @AfterEach
  void stop() {
    workers.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 999, 1000, 1001, 2000, 25_001})
  void putsThePiecesTogetherInOrder(int length) {
    byte[] body = UploadFixture.random(length);
    store.put("box/source", HeaderList.of("x-amz-tagging", "a=1"), body);
    BackendCopy.Copied copied = copies.copy(source(), target(Directive.COPY));
    assertThat(store.get("box/copy").bytes()).isEqualTo(body);
    assertThat(copied.backendETag()).isEqualTo(store.get("box/copy").etag());
    assertThat(store.get("box/copy").headers().first("Content-Type")).isEqualTo("text/plain");
    assertThat(store.get("box/copy").headers().first("x-amz-tagging")).isEqualTo("a=1");
    assertThat(store.openUploads()).isZero();
  }

  @Test
  void takesNoTagsThatAreReplaced() {
    store.put("box/source", HeaderList.of("x-amz-tagging", "a=1"), new byte[1001]);
    copies.copy(source(), target(Directive.REPLACE));
    assertThat(store.get("box/copy").headers().first("x-amz-tagging")).isNull();
  }

  @Test
  void leavesNothingBehindWhenAPieceFailsOrTheEndDoes() {
    store.put("box/source", new HeaderList(), new byte[20_000]);
    List<Predicate<BackendRequest>> faults =
        List.of(isPiece(7), isPiece(20), BackendPiecewiseCopyTest::isComplete);
    for (Predicate<BackendRequest> broken : faults) {
      store.breakBefore(broken);
      assertThatThrownBy(() -> copies.copy(source(), target(Directive.COPY)))
          .isInstanceOf(BackendException.class);
      assertThat(store.openUploads()).isZero();
      assertThat(store.has("box/copy")).isFalse();
    }
  }

  @Test
  void copiesNoMixtureOfTwoObjects() {
    store.put("box/source", new HeaderList(), new byte[20_000]);
    CopySourceObject source = source();
    store.before(
        isPiece(5), () -> store.put("box/source", new HeaderList(), UploadFixture.random(20_000)));
    assertThatThrownBy(() -> copies.copy(source, target(Directive.COPY)))
        .isInstanceOf(BackendException.class);
    assertThat(store.openUploads()).isZero();
    assertThat(store.has("box/copy")).isFalse();
  }

  private CopySourceObject source() {
    ObjectAccess access = new ObjectAccess("box", "source", null, OperationFixture.CLIENT, true);
    return new CopySourceObject(
        access, StoredObject.of(store.answer(access.request("HEAD")).head()), null);
  }

  private static CopyTarget target(Directive tagging) {
    return new CopyTarget(
        new ObjectAccess("box", "copy", null, OperationFixture.CLIENT, true),
        HeaderList.of("Content-Type", "text/plain"),
        new CopyDirectives(Directive.COPY, tagging),
        new WriteCondition.None(),
        new HeaderList());
  }

  private static Predicate<BackendRequest> isPiece(int number) {
    return request -> request.rawQuery().startsWith("partNumber=" + number + "&");
  }

  private static boolean isComplete(BackendRequest request) {
    return request.method().equals("POST") && request.rawQuery().startsWith("uploadId=");
  }
}
