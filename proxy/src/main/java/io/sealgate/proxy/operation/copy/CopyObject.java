package io.sealgate.proxy.operation.copy;

import io.sealgate.auth.HeaderList;
import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.proxy.object.WritePreconditions.Write;
import io.sealgate.proxy.operation.write.ObjectWrites;
import io.sealgate.proxy.sealing.OpenedObject;
import io.sealgate.proxy.system.Waiting;
import io.sealgate.s3.body.ChecksumAlgorithm;
import io.sealgate.s3.body.ChecksumKind;
import io.sealgate.s3.body.DigestsWanted;
import io.sealgate.s3.body.ObjectDigests;
import io.sealgate.s3.copy.CopyConditions;
import io.sealgate.s3.copy.CopyDirectives;
import io.sealgate.s3.headers.AnswerHeaders;
import io.sealgate.s3.multipart.DeclaredChecksum;
import io.sealgate.s3.route.CopySource;
import io.sealgate.s3.sse.CopyKeys;
import io.sealgate.s3.sse.CustomerKey;
import io.sealgate.s3.sse.EffectiveEncryption;
import io.sealgate.s3.sse.RequestedEncryption;
import io.sealgate.s3.write.WriteCondition;
import io.sealgate.s3.xml.CopyObjectResult;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One CopyObject. Where the stored form of the body can stay as it is, only the envelope is made
 * anew and the backend copies; else the body streams through.
 */
public final class CopyObject {

  private final Copies copies;
  private final CopyRequest request;
  private final @Nullable ChecksumKind wanted;

  /**
   * The operation that the call asks for.
   *
   * @throws io.sealgate.s3.S3Exception when it is refused without a look at the source
   */
  public CopyObject(Copies copies, Call call) {
    this.copies = copies;
    CopySource source = CopySource.of(call.headers());
    CopyDirectives directives = CopyDirectives.of(call.headers());
    CopyConditions sourceConditions = CopyConditions.of(call.headers());
    WriteCondition condition = WriteCondition.of(call.headers());
    this.wanted = DeclaredChecksum.of(call.headers());
    CopyKeys<RequestedEncryption> keys =
        CopyKeys.ofObject(copies.sseHeaders(), call.headers(), call.client().secure());
    directives.requireChange(
        call.s3(), source, copies.rules().isConfigured(call.bucket(), call.key()));
    this.request =
        new CopyRequest(
            call,
            source,
            keys.source().orElse(null),
            sourceConditions,
            directives,
            copies.rules().effective(call, keys.target()),
            condition);
  }

  /** The first step. */
  public Plan plan() {
    return new Plan.KeepAlive(
        new HeaderList(),
        new Plan.Await(CompletableFuture.supplyAsync(this::decide, copies.workers())));
  }

  private Plan decide() {
    try (CustomerKey key = request.sourceKey()) {
      Call call = request.call();
      CopySourceObject source =
          copies.sources().find(request.source(), call.principal(), call.client().secure(), key);
      copies.sources().require(request.sourceConditions(), source);
      HeaderList described =
          request.directives().described(call.headers(), source.stored().headers());
      Envelope envelope = source.envelope();
      if (envelope == null) {
        return request.encryption() instanceof EffectiveEncryption.Unsealed
            ? unsealed(source, described)
            : moved(source, null, null, described);
      }
      return sealed(source, envelope, described);
    }
  }

  private Plan sealed(CopySourceObject source, Envelope envelope, HeaderList described) {
    OpenedObject opened = copies.sources().open(source, envelope);
    ObjectDigests known;
    try {
      known = copies.lookup().digests(source.access(), source.stored(), envelope, opened);
    } catch (RuntimeException failure) {
      opened.close();
      throw failure;
    }
    if (staysSealed(envelope) && isKnown(known)) {
      opened.close();
      return answer(
          source,
          copies
              .resealed()
              .copy(request, source, envelope, described, preconditions(copyWrite(source))));
    }
    return moved(source, opened, known, described);
  }

  /** Whether the stored body can be the copy's as it is. */
  private boolean staysSealed(Envelope envelope) {
    return !(request.encryption() instanceof EffectiveEncryption.Unsealed)
        && ObjectWrites.mode(request.encryption()).layerCount()
            == envelope.fields().mode().layerCount();
  }

  /** Whether the checksum that the request asks for need not be computed. */
  private boolean isKnown(ObjectDigests known) {
    return wanted == null || known.value(wanted.algorithm()) != null;
  }

  private Plan unsealed(CopySourceObject source, HeaderList described) {
    BackendCopy.Copied copied =
        copies
            .backendCopy()
            .copy(
                source,
                request.call().access(),
                described,
                request.directives(),
                request.condition(),
                preconditions(copyWrite(source)));
    return answer(source, new NewCopy(copied, null, copied.backendETag(), null));
  }

  private Plan moved(
      CopySourceObject source,
      @Nullable OpenedObject opened,
      @Nullable ObjectDigests known,
      HeaderList described) {
    preconditions(Write.PUT).forEach(line -> described.add(line.getKey(), line.getValue()));
    if (request.directives().tagging() == CopyDirectives.Directive.COPY) {
      SourceTags.of(copies.backend(), source)
          .ifPresent(tags -> described.set("x-amz-tagging", tags));
    }
    return new MovedCopy(copies.writes(), copies.clock(), request, source, described)
        .plan(opened, digestsWanted(known), copy -> answer(source, copy));
  }

  /** The condition on what the copy replaces, put to the backend. */
  private HeaderList preconditions(Write write) {
    return Waiting.forStage(
        copies.preconditions().headers(request.call().access(), request.condition(), write));
  }

  /** With which request the backend ends its copy. */
  private Write copyWrite(CopySourceObject source) {
    return copies.backendCopy().isPiecewise(source) ? Write.COMPLETE : Write.COPY;
  }

  /** The checksum that is asked for, else the source's, else what a new object gets. */
  private DigestsWanted digestsWanted(@Nullable ObjectDigests known) {
    DigestsWanted usual = copies.writes().digestsWanted(request.encryption());
    ChecksumAlgorithm shown = known == null ? null : known.shown();
    ChecksumAlgorithm checksum =
        wanted != null ? wanted.algorithm() : shown != null ? shown : usual.unlessPromised();
    return new DigestsWanted(checksum, usual.always());
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
