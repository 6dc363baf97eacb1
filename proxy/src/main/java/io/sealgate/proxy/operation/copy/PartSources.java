package io.sealgate.proxy.operation.copy;

import io.sealgate.crypto.Transform;
import io.sealgate.crypto.body.Span;
import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.crypto.multipart.ObjectPart;
import io.sealgate.proxy.backend.BackendCalls;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.call.Unchanged;
import io.sealgate.proxy.object.PlaintextGuard;
import io.sealgate.proxy.sealing.OpenedMultipart;
import io.sealgate.proxy.sealing.OpenedObject;
import io.sealgate.s3.copy.CopyConditions;
import io.sealgate.s3.copy.CopySourceRange;
import io.sealgate.s3.read.ResolvedRange;
import io.sealgate.s3.route.CopySource;
import io.sealgate.s3.sse.CustomerKey;
import org.jspecify.annotations.Nullable;

/** Finds and opens what parts are copied from. Blocks: for procedures on virtual threads only. */
public final class PartSources {

  private static final int HEADERS_LIMIT_BYTES = 256 * 1024;

  private final CopySources sources;
  private final BackendCalls backend;

  PartSources(CopySources sources, BackendCalls backend) {
    this.sources = sources;
    this.backend = backend;
  }

  /**
   * The source of an UploadPartCopy.
   *
   * @param customerKey the key that came for it, borrowed; null when none did
   * @throws io.sealgate.s3.S3Exception when there is no such source, it may not be read, a
   *     condition on it does not hold, or it does not have the range
   */
  public PartSource open(Call call, @Nullable CustomerKey customerKey) {
    CopySourceRange range = CopySourceRange.of(call.headers());
    CopySourceObject source =
        sources.find(
            CopySource.of(call.headers()), call.principal(), call.client().secure(), customerKey);
    sources.require(CopyConditions.of(call.headers()), source);
    Envelope envelope = source.envelope();
    if (envelope == null) {
      return unsealed(source, wanted(range, source.stored().storedBytes()));
    }
    try (OpenedSource opened = sources.open(source, envelope)) {
      OpenedObject object = opened.object();
      return sealed(source, object, wanted(range, object.plaintextBytes()));
    }
  }

  private static @Nullable Span wanted(@Nullable CopySourceRange range, long sourceBytes) {
    if (range == null) {
      CopySourceRange.requireOnePart(sourceBytes);
      return null;
    }
    ResolvedRange resolved = range.within(sourceBytes);
    CopySourceRange.requireOnePart(resolved.lengthBytes());
    return new Span(resolved.firstByte(), resolved.lengthBytes());
  }

  private static PartSource unsealed(CopySourceObject source, @Nullable Span wanted) {
    long bytes = wanted == null ? source.stored().storedBytes() : wanted.lengthBytes();
    // What begins in the middle cannot be told from a sealed body; rules are what denies it.
    Transform opening =
        wanted == null || wanted.offsetBytes() == 0 ? new PlaintextGuard() : new Unchanged();
    return source(source, wanted, bytes, opening);
  }

  private PartSource sealed(CopySourceObject source, OpenedObject object, @Nullable Span wanted) {
    if (wanted == null) {
      return source(source, null, object.plaintextBytes(), object.whole());
    }
    if (object instanceof OpenedMultipart multipart) {
      multipart.headersNeeded(wanted).ifPresent(part -> learnHeaders(source, multipart, part));
    }
    Span stored = object.covering(wanted);
    return source(
        source,
        stored,
        wanted.lengthBytes(),
        object
            .range(wanted, stored)
            .orElseThrow(() -> new IllegalStateException("what covers a range opens it")));
  }

  private void learnHeaders(CopySourceObject source, OpenedMultipart multipart, ObjectPart part) {
    BackendResponse response =
        backend.call(
            source.access().read(part.coveringHeaders(), source.stored().backendETag()),
            HEADERS_LIMIT_BYTES);
    if (response.head().status() != 206) {
      throw new BackendException(
          "the headers of a part cannot be read: " + response.head().status());
    }
    multipart.know(part, multipart.headers(part, response.body()));
  }

  private static PartSource source(
      CopySourceObject source, @Nullable Span stored, long plaintextBytes, Transform opening) {
    return new PartSource(
        source.access(),
        source.stored().backendETag(),
        source.stored().storedBytes(),
        stored,
        plaintextBytes,
        opening);
  }
}
