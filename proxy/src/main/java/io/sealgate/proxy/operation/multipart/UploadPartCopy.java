package io.sealgate.proxy.operation.multipart;

import io.sealgate.auth.HeaderList;
import io.sealgate.auth.sigv4.PayloadIntegrity;
import io.sealgate.crypto.Transform;
import io.sealgate.crypto.body.Digests;
import io.sealgate.crypto.body.LayeredSealer;
import io.sealgate.crypto.document.UploadDocument;
import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.crypto.envelope.Mode;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.call.CheckedBody;
import io.sealgate.proxy.call.CheckedBody.DigestsOnceKnown;
import io.sealgate.proxy.call.Procedures;
import io.sealgate.proxy.call.WithheldEnd;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.proxy.operation.copy.PartSource;
import io.sealgate.proxy.operation.copy.PartSources;
import io.sealgate.proxy.system.Waiting;
import io.sealgate.s3.body.ChecksumKind;
import io.sealgate.s3.body.DigestsWanted;
import io.sealgate.s3.body.PayloadCheck;
import io.sealgate.s3.body.ShownChecksum;
import io.sealgate.s3.headers.AnswerHeaders;
import io.sealgate.s3.multipart.PartChecksum;
import io.sealgate.s3.sse.AppliedEncryption;
import io.sealgate.s3.sse.CopyKeys;
import io.sealgate.s3.sse.CustomerKey;
import io.sealgate.s3.xml.CopyPartResult;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One UploadPartCopy: a part whose plaintext comes from another object. It streams from the backend
 * through Sealgate and back, opened and sealed anew, since every part has a key and a number of its
 * own.
 */
final class UploadPartCopy {

  private final PartWrites parts;
  private final PartSources sources;
  private final Procedures procedures;
  private final Call call;
  private final int partNumber;
  private final CopyKeys<Optional<CustomerKey>> customerKeys;
  private final DigestsOnceKnown digests = new DigestsOnceKnown();

  UploadPartCopy(PartWrites parts, PartSources sources, Procedures procedures, Call call) {
    this.parts = parts;
    this.sources = sources;
    this.procedures = procedures;
    this.call = call;
    this.partNumber = UploadQuery.partNumber(call);
    this.customerKeys = CopyKeys.ofPart(parts.sseHeaders(), call.headers(), call.client().secure());
  }

  Plan plan() {
    return new Plan.KeepAlive(
        new HeaderList(),
        parts
            .uploads()
            .with(
                call,
                upload -> {
                  ChecksumKind declared = upload.declaredChecksum();
                  return switch (upload.document().body()) {
                    case UploadDocument.Sealed sealed -> sealed(sealed.envelope(), declared);
                    case UploadDocument.PassedThrough unsealed -> unsealed(declared);
                  };
                }));
  }

  private Plan sealed(Envelope envelope, @Nullable ChecksumKind declared) {
    CustomerKey customerKey = customerKeys.target().orElse(null);
    UploadKeys.requireLikeUpload(envelope, customerKey);
    Mode mode = envelope.fields().mode();
    call.client().trace().sealedAs(mode.name());
    PartChecksum checksum = PartChecksum.ofCopy(declared);
    AppliedEncryption applied = AppliedEncryption.of(envelope.fields().wrapping(), customerKey);
    return fromSource(source -> {
      LayeredSealer sealer =
          Waiting.forStage(
              parts
                  .keys()
                  .sealer(
                      call,
                      envelope,
                      customerKey,
                      partNumber,
                      source.plaintextBytes(),
                      () -> digests.get().digests()));
      return transfer(
          source,
          sealer.layout().storedBytes(),
          checked(source, checksum.wanted(mode, parts.checksumByDefault()), sealer),
          response -> note(source, response, sealer, checksum, applied));
    });
  }

  private Plan unsealed(@Nullable ChecksumKind declared) {
    UploadKeys.requireLikeUpload(null, customerKeys.target().orElse(null));
    PartChecksum checksum = PartChecksum.ofCopy(declared);
    return fromSource(source ->
        transfer(
            source,
            source.plaintextBytes(),
            checked(source, checksum.wantedUnsealed(), new WithheldEnd(source.plaintextBytes())),
            response ->
                answer(
                    source,
                    response,
                    PartETags.ofAnswer(response),
                    checksum.shown(digests.get().digests()),
                    new AppliedEncryption.Unsealed())));
  }

  private Plan fromSource(Function<PartSource, Plan> then) {
    return procedures.plan(() -> {
      try {
        PartSource source = sources.open(call, customerKeys.source().orElse(null));
        try {
          return then.apply(source);
        } catch (RuntimeException refused) {
          source.opening().close();
          throw refused;
        }
      } finally {
        customerKeys.source().ifPresent(CustomerKey::close);
        customerKeys.target().ifPresent(CustomerKey::close);
      }
    });
  }

  /** What the plaintext goes through on its way into {@code next}: its digests are computed. */
  private Transform checked(PartSource source, DigestsWanted wanted, Transform next) {
    PayloadCheck check =
        PayloadCheck.of(
            HeaderList.of("Content-Length", Long.toString(source.plaintextBytes())),
            new PayloadIntegrity.Unsigned(),
            wanted);
    return source.into(new CheckedBody(check, digests, next));
  }

  private Plan transfer(
      PartSource source, long storedBytes, Transform body, Function<BackendResponse, Plan> then) {
    return new Plan.Transfer(
        source.reading(),
        source::requireAnswer,
        UploadQuery.storing(call, partNumber),
        storedBytes,
        body,
        then);
  }

  private Plan note(
      PartSource source,
      BackendResponse response,
      LayeredSealer sealer,
      PartChecksum checksum,
      AppliedEncryption applied) {
    Digests known = digests.get().digests();
    return parts
        .noting()
        .note(
            call,
            partNumber,
            response,
            sealer,
            known,
            eTag -> answer(source, response, eTag, checksum.shown(known), applied));
  }

  private Plan answer(
      PartSource source,
      BackendResponse response,
      String eTag,
      @Nullable ShownChecksum checksum,
      AppliedEncryption applied) {
    HeaderList headers = AnswerHeaders.passed(call.s3().operation(), response.head().headers());
    applied.addTo(headers);
    String versionId = source.access().versionId();
    if (versionId != null) {
      headers.set("x-amz-copy-source-version-id", versionId);
    }
    headers.set("Content-Type", "application/xml");
    String now = procedures.clock().instant().truncatedTo(ChronoUnit.SECONDS).toString();
    return new Plan.Answer(
        new S3Response(200, headers, new CopyPartResult(eTag, now, checksum).write()));
  }
}
