package io.sealgate.proxy.operation.copy;

import io.sealgate.auth.HeaderList;
import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.proxy.object.WritePreconditions.Write;
import io.sealgate.proxy.operation.write.ObjectWrites;
import io.sealgate.proxy.system.Waiting;
import io.sealgate.s3.body.ChecksumAlgorithm;
import io.sealgate.s3.body.DigestsWanted;
import io.sealgate.s3.body.ObjectDigests;
import io.sealgate.s3.copy.CopyDirectives;
import io.sealgate.s3.headers.AnswerHeaders;
import io.sealgate.s3.sse.AppliedEncryption;
import io.sealgate.s3.xml.CopyObjectResult;
import org.jspecify.annotations.Nullable;

/**
 * One CopyObject. Where the stored form of the body can stay as it is, only the envelope is made
 * anew and the backend copies; else the body streams through.
 */
public final class CopyObject {

  private final Copies copies;
  private final CopyRequest request;

  /**
   * The operation that the call asks for.
   *
   * @throws io.sealgate.s3.S3Exception when it is refused without a look at the source
   */
  public CopyObject(Copies copies, Call call) {
    this.copies = copies;
    this.request = CopyRequest.of(call, copies.writes());
    if (!request.isUnsealed()) {
      call.client().trace().sealedAs(ObjectWrites.mode(request.encryption()).name());
    }
  }

  /** The first step. */
  public Plan plan() {
    HeaderList early = new HeaderList();
    AppliedEncryption.addForeseeable(request.encryption(), early);
    return new Plan.KeepAlive(early, copies.procedures().plan(this::decide));
  }

  private Plan decide() {
    try (request) {
      Call call = request.call();
      CopySourceObject source =
          copies
              .sources()
              .find(
                  request.source(), call.principal(), call.client().secure(), request.sourceKey());
      copies.sources().require(request.sourceConditions(), source);
      Envelope envelope = source.envelope();
      if (envelope != null) {
        return sealed(source, envelope);
      }
      return request.isUnsealed() && request.checksum() == null
          ? unsealed(source)
          : moved(source, null, null);
    }
  }

  private Plan sealed(CopySourceObject source, Envelope envelope) {
    try (OpenedSource opened = copies.sources().open(source, envelope)) {
      ObjectDigests known =
          copies.lookup().digests(source.access(), source.stored(), envelope, opened.object());
      return staysSealed(envelope) && isShown(known)
          ? answer(
              source,
              copies
                  .resealed()
                  .copy(
                      source, opened, request.encryption(), known, target(source, copying(source))))
          : moved(source, opened, known);
    }
  }

  /** Whether the stored body can be the copy's as it is. */
  private boolean staysSealed(Envelope envelope) {
    return !request.isUnsealed()
        && ObjectWrites.mode(request.encryption()).layerCount()
            == envelope.fields().mode().layerCount();
  }

  /** Whether the checksum that the request asks for is the one that the object has. */
  private boolean isShown(ObjectDigests known) {
    return request.checksum() == null || request.checksum() == known.shown();
  }

  private Plan unsealed(CopySourceObject source) {
    BackendCopy.Copied copied = copies.backendCopy().copy(source, target(source, copying(source)));
    return answer(source, new NewCopy(copied, null, copied.backendETag(), null));
  }

  private Plan moved(
      CopySourceObject source, @Nullable OpenedSource opened, @Nullable ObjectDigests known) {
    CopyTarget target = target(source, Write.PUT);
    if (request.directives().tagging() == CopyDirectives.Directive.COPY) {
      SourceTags.of(copies.procedures().backend(), source)
          .ifPresent(tags -> target.described().set("x-amz-tagging", tags));
    }
    return new MovedCopy(copies.writes(), copies.procedures().clock(), source, target)
        .plan(
            opened == null ? null : opened.object(),
            request.encryption(),
            digestsWanted(known),
            copy -> answer(source, copy));
  }

  /**
   * What the copy becomes.
   *
   * @param write with which request the backend makes it
   */
  private CopyTarget target(CopySourceObject source, Write write) {
    Call call = request.call();
    return new CopyTarget(
        call.access(),
        request.directives().described(call.headers(), source.stored().headers()),
        request.directives(),
        request.condition(),
        Waiting.forStage(
            copies.writes().preconditions().headers(call.access(), request.condition(), write)));
  }

  private Write copying(CopySourceObject source) {
    return copies.backendCopy().writeOf(source, request.call().access());
  }

  /** The checksum that is asked for, else the source's, else what a new object gets. */
  private DigestsWanted digestsWanted(@Nullable ObjectDigests known) {
    DigestsWanted usual = copies.writes().digestsWanted(request.encryption());
    ChecksumAlgorithm checksum = request.checksum();
    if (checksum == null && known != null) {
      checksum = known.shown();
    }
    return new DigestsWanted(checksum == null ? usual.unlessPromised() : checksum, usual.always());
  }

  private Plan answer(CopySourceObject source, NewCopy copy) {
    HeaderList headers =
        AnswerHeaders.passed(request.call().s3().operation(), copy.copied().headers());
    Envelope envelope = copy.envelope();
    if (envelope != null) {
      copies.writes().applied(request.encryption(), envelope).addTo(headers);
    }
    String versionId = source.versionId();
    if (versionId != null) {
      headers.set("x-amz-copy-source-version-id", versionId);
    }
    headers.set("Content-Type", "application/xml");
    ObjectDigests digests = copy.digests();
    return new Plan.Answer(
        new S3Response(
            200,
            headers,
            new CopyObjectResult(
                    copy.eTag(),
                    copy.copied().lastModified(),
                    digests == null ? null : digests.checksum())
                .write()));
  }
}
