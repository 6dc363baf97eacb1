package io.sealgate.proxy.object;

import io.sealgate.auth.HeaderList;
import io.sealgate.proxy.call.ObjectAccess;
import io.sealgate.proxy.capability.BackendCapabilities;
import io.sealgate.proxy.capability.Capability;
import io.sealgate.proxy.capability.ProbedCapabilities;
import io.sealgate.proxy.object.ObjectLookup.Look;
import io.sealgate.s3.write.DeleteCondition;
import io.sealgate.s3.write.WriteCondition;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of writes and deletes as the backend can hold them. Only the backend can compare
 * and write in one step, so a condition is always handed on to it, in terms of its own ETag; where
 * it is known not to keep one, the request is refused instead.
 */
public final class WritePreconditions {

  private final ObjectLookup lookup;
  private final ProbedCapabilities backend;
  private final Executor workers;

  /**
   * The conditions that a backend keeps.
   *
   * @param backend what is known of it
   * @param workers where the backend is waited for
   */
  public WritePreconditions(ObjectLookup lookup, ProbedCapabilities backend, Executor workers) {
    this.lookup = lookup;
    this.backend = backend;
    this.workers = workers;
  }

  /** Which capabilities of the backend an operation relies on. */
  public enum Write {
    PUT(Capability.CREATE_ONLY_PUT, Capability.MATCHING_PUT),
    COMPLETE(Capability.CREATE_ONLY_COMPLETE, Capability.MATCHING_COMPLETE),
    COPY(Capability.CREATE_ONLY_COPY, Capability.MATCHING_COPY);

    private final Capability createOnly;
    private final Capability matching;

    Write(Capability createOnly, Capability matching) {
      this.createOnly = createOnly;
      this.matching = matching;
    }
  }

  /**
   * The headers that put a write's condition to the backend.
   *
   * @param access what is to be written
   * @return complete at once where nothing has to be looked up; fails with {@link
   *     io.sealgate.s3.S3Exception} when the condition does not hold already, or the backend does
   *     not keep such
   */
  public CompletionStage<HeaderList> headers(
      ObjectAccess access, WriteCondition condition, Write write) {
    return switch (condition) {
      case WriteCondition.None none -> CompletableFuture.completedFuture(new HeaderList());
      case WriteCondition.Absent absent ->
          relyingOn(write.createOnly).thenApply(kept -> HeaderList.of("If-None-Match", "*"));
      case WriteCondition.Unchanged unchanged ->
          relyingOn(write.matching)
              .thenApplyAsync(kept -> matching(access, condition::require), workers);
    };
  }

  /**
   * The same for a write that leaves something behind when the backend refuses it: what does not
   * hold now is refused before. What the backend does not show it is asked for all the same.
   *
   * @param access what is to be written
   * @return as for any write
   */
  public CompletionStage<HeaderList> headersIfItHolds(
      ObjectAccess access, WriteCondition condition, Write write) {
    return switch (condition) {
      case WriteCondition.Absent absent ->
          headers(access, absent, write)
              .thenApplyAsync(
                  headers -> {
                    if (lookup.look(access) instanceof Look.Found) {
                      throw absent.failed();
                    }
                    return headers;
                  },
                  workers);
      case WriteCondition.None none -> headers(access, none, write);
      case WriteCondition.Unchanged unchanged -> headers(access, unchanged, write);
    };
  }

  /**
   * The headers by which the backend replaces this very object, or nothing.
   *
   * @return as for a client's condition
   */
  public CompletionStage<HeaderList> unchanged(StoredObject object, Write write) {
    return relyingOn(write.matching)
        .thenApply(kept -> HeaderList.of("If-Match", object.backendETag()));
  }

  /**
   * The headers that put a delete's condition to the backend.
   *
   * @param access what is to be deleted
   * @return as for a write
   */
  public CompletionStage<HeaderList> headers(ObjectAccess access, DeleteCondition condition) {
    return switch (condition) {
      case DeleteCondition.None none -> CompletableFuture.completedFuture(new HeaderList());
      case DeleteCondition.Present present ->
          relyingOn(Capability.MATCHING_DELETE).thenApply(kept -> HeaderList.of("If-Match", "*"));
      case DeleteCondition.Unchanged unchanged ->
          relyingOn(Capability.MATCHING_DELETE)
              .thenApplyAsync(kept -> matching(access, condition::require), workers);
    };
  }

  /**
   * Finds out whether the backend keeps conditions of deletes at all.
   *
   * @return fails with {@link io.sealgate.s3.S3Exception} when it does not
   */
  public CompletionStage<BackendCapabilities> requireOfDeletes() {
    return relyingOn(Capability.MATCHING_DELETE);
  }

  private CompletionStage<BackendCapabilities> relyingOn(Capability capability) {
    return backend
        .capabilities()
        .thenApply(known -> {
          known.require(capability);
          return known;
        });
  }

  /** The backend's ETag of the object that clients know by another one. */
  private HeaderList matching(ObjectAccess access, Consumer<@Nullable String> require) {
    Optional<StoredObject> current = lookup.find(access);
    require.accept(current.map(object -> lookup.shownETag(access, object)).orElse(null));
    return HeaderList.of("If-Match", current.orElseThrow().backendETag());
  }
}
