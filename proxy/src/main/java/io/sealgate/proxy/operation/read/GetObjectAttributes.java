package io.sealgate.proxy.operation.read;

import io.sealgate.auth.HeaderList;
import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.crypto.envelope.Mode;
import io.sealgate.crypto.multipart.ObjectLayout;
import io.sealgate.crypto.multipart.ObjectPart;
import io.sealgate.proxy.backend.BackendHead;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.call.BackendErrors;
import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.proxy.object.ObjectExtent;
import io.sealgate.proxy.object.ShownETag;
import io.sealgate.proxy.object.StoredObject;
import io.sealgate.proxy.sealing.OpenedObject;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.body.ObjectDigests;
import io.sealgate.s3.headers.AnswerHeaders;
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
 * One GetObjectAttributes, in terms of the plaintext. Parts are listed with their sizes; their
 * checksums lie at the end of each and are not read for it.
 */
public final class GetObjectAttributes {

  private static final String STANDARD = "STANDARD";

  private final ObjectReads reads;
  private final Call call;
  private final @Nullable CustomerKey customerKey;
  private final Set<ObjectAttribute> asked;
  private final int marker;
  private final int maxParts;

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
    this.marker = number("x-amz-part-number-marker", 0);
    this.maxParts = number("x-amz-max-parts", PartPage.MOST_PARTS);
  }

  /** The first step. */
  public Plan plan() {
    return new Plan.Fetch(call.access().request("HEAD"), response -> receive(response.head()));
  }

  private Plan receive(BackendHead head) {
    if (!head.isSuccess()) {
      throw BackendErrors.ofHead(head, call.access());
    }
    StoredObject object = StoredObject.of(head);
    reads.requireReadable(call, object, customerKey);
    Envelope envelope = object.envelope();
    if (envelope == null) {
      return unsealed(object);
    }
    return needsKey(envelope)
        ? reads.open(
            call, object, envelope, customerKey, opened -> digested(object, envelope, opened))
        : reads.claimedExtent(
            call,
            object,
            envelope,
            extent -> answer(object, extent, object.backendETag(), Optional.empty()));
  }

  private boolean needsKey(Envelope envelope) {
    Mode mode = envelope.fields().mode();
    return mode == Mode.SSE_S3 || mode == Mode.SSE_C || asked.contains(ObjectAttribute.CHECKSUM);
  }

  private Plan digested(StoredObject object, Envelope envelope, OpenedObject opened) {
    return reads.withDigests(
        call,
        object,
        envelope,
        opened,
        asked.contains(ObjectAttribute.CHECKSUM),
        digests ->
            answer(
                object,
                ObjectExtent.of(opened),
                ShownETag.of(object, envelope, opened, digests.orElse(null)),
                digests));
  }

  private Plan answer(
      StoredObject object, ObjectExtent extent, String etag, Optional<ObjectDigests> digests) {
    String storageClass = object.headers().first("x-amz-storage-class");
    GetObjectAttributesResponse attributes =
        new GetObjectAttributesResponse(
            etag,
            digests.map(ObjectDigests::checksum).orElse(null),
            parts(extent),
            storageClass == null ? STANDARD : storageClass,
            extent.plaintextBytes());
    return xml(object, attributes.write(asked));
  }

  private @Nullable Parts parts(ObjectExtent extent) {
    return switch (extent) {
      case ObjectExtent.Single single -> null;
      case ObjectExtent.Multipart(ObjectLayout layout) -> {
        List<Part> parts = new ArrayList<>(layout.partCount());
        for (int ordinal = 0; ordinal < layout.partCount(); ordinal++) {
          ObjectPart part = layout.part(ordinal);
          parts.add(new Part(part.partNumber(), part.plaintext().lengthBytes(), null));
        }
        yield new Parts(layout.partCount(), PartPage.cut(parts, Part::number, marker, maxParts));
      }
    };
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

  private int number(String header, int otherwise) {
    String value = call.headers().first(header);
    if (value == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(value.strip());
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException noNumber) {
      // Refused like every other that is out of range.
    }
    throw new S3Exception(
            S3Error.INVALID_ARGUMENT,
            "Provided " + header + " not an integer or within integer range")
        .with("ArgumentName", header)
        .with("ArgumentValue", value);
  }
}
