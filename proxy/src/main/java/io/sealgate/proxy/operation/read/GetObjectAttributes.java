package io.sealgate.proxy.operation.read;

import io.sealgate.auth.HeaderList;
import io.sealgate.crypto.multipart.ChecksumType;
import io.sealgate.crypto.multipart.ObjectLayout;
import io.sealgate.crypto.multipart.ObjectPart;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.call.BackendErrors;
import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.proxy.object.ObjectExtent;
import io.sealgate.proxy.object.StoredObject;
import io.sealgate.proxy.operation.read.Description.Described;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.body.ChecksumKind;
import io.sealgate.s3.body.ObjectDigests;
import io.sealgate.s3.headers.AnswerHeaders;
import io.sealgate.s3.multipart.PartsAsked;
import io.sealgate.s3.sse.CustomerKey;
import io.sealgate.s3.xml.GetObjectAttributesResponse;
import io.sealgate.s3.xml.GetObjectAttributesResponse.Part;
import io.sealgate.s3.xml.GetObjectAttributesResponse.Parts;
import io.sealgate.s3.xml.ObjectAttribute;
import io.sealgate.s3.xml.PartPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One GetObjectAttributes, in terms of the plaintext. Parts are listed, as on AWS, where their
 * checksums make up the object's; where no key was needed, and so nobody knows whether they do,
 * with their sizes alone.
 */
public final class GetObjectAttributes {

  private static final String STANDARD = "STANDARD";

  private final ObjectReads reads;
  private final Call call;
  private final @Nullable CustomerKey customerKey;
  private final Set<ObjectAttribute> asked;
  private final PartsAsked partsAsked;

  /**
   * The operation that the call asks for.
   *
   * @throws S3Exception InvalidArgument
   */
  public GetObjectAttributes(ObjectReads reads, Call call) {
    this.reads = reads;
    this.call = call;
    this.customerKey = reads.customerKey(call).orElse(null);
    this.asked = ObjectAttribute.asked(call.headers());
    this.partsAsked = PartsAsked.of(call.headers());
  }

  /** The first step. */
  public Plan plan() {
    return new Description(
            reads,
            call,
            customerKey,
            asked.contains(ObjectAttribute.CHECKSUM),
            this::unsealed,
            this::answer)
        .plan();
  }

  private Plan answer(Described described) {
    StoredObject object = described.object();
    String storageClass = object.headers().first("x-amz-storage-class");
    GetObjectAttributesResponse attributes =
        new GetObjectAttributesResponse(
            described.etag(),
            described.digests().map(ObjectDigests::checksum).orElse(null),
            parts(described.extent(), described.digests()),
            storageClass == null ? STANDARD : storageClass,
            described.extent().plaintextBytes());
    return xml(object, attributes.write(asked));
  }

  private static boolean listsParts(Optional<ObjectDigests> digests) {
    ChecksumKind kind = digests.map(ObjectDigests::kind).orElse(null);
    return digests.isEmpty() || (kind != null && kind.type() == ChecksumType.COMPOSITE);
  }

  private @Nullable Parts parts(ObjectExtent extent, Optional<ObjectDigests> digests) {
    return switch (extent) {
      case ObjectExtent.Single single -> null;
      case ObjectExtent.Multipart(ObjectLayout layout) ->
          new Parts(layout.partCount(), listsParts(digests) ? page(layout, digests) : null);
    };
  }

  private PartPage.Cut<Part> page(ObjectLayout layout, Optional<ObjectDigests> digests) {
    List<Part> parts = new ArrayList<>(layout.partCount());
    for (int ordinal = 0; ordinal < layout.partCount(); ordinal++) {
      ObjectPart part = layout.part(ordinal);
      parts.add(
          new Part(
              part.partNumber(),
              part.plaintext().lengthBytes(),
              digests.isEmpty() ? null : digests.get().partChecksum(ordinal)));
    }
    return PartPage.cut(parts, Part::number, partsAsked.marker(), partsAsked.most());
  }

  /** Of an object that is not sealed the backend's own answer is right. */
  private Plan unsealed(StoredObject object) {
    HeaderList headers = HeaderList.of("If-Match", object.backendETag());
    for (String name :
        new String[] {"x-amz-object-attributes", "x-amz-max-parts", "x-amz-part-number-marker"}) {
      call.headers().all(name).forEach(value -> headers.add(name, value));
    }
    BackendRequest whole = call.access().request("GET");
    String query = "attributes=";
    return new Plan.Fetch(
        whole
            .withQuery(whole.rawQuery().isEmpty() ? query : query + '&' + whole.rawQuery())
            .withHeaders(headers),
        response -> {
          if (!response.head().isSuccess()) {
            throw BackendErrors.of(response);
          }
          return xml(object, response.body());
        });
  }

  private Plan xml(StoredObject object, byte[] document) {
    HeaderList headers = AnswerHeaders.passed(call.s3().operation(), object.headers());
    headers.set("Content-Type", "application/xml");
    return new Plan.Answer(new S3Response(200, headers, document));
  }
}
