package io.sealgate.proxy.object;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sealgate.crypto.body.PartHeader;
import io.sealgate.crypto.body.Span;
import io.sealgate.crypto.multipart.ObjectLayout;
import io.sealgate.crypto.multipart.ObjectPart;
import io.sealgate.proxy.call.ObjectAccess;
import io.sealgate.proxy.sealing.OpenedMultipart;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What has been learnt of the bodies of multipart objects, so that a second range of one needs no
 * request but its own: where the parts lie, which is only ever a guess at what to ask the backend
 * for, and the headers of parts, which hold no key in the clear and are verified against the record
 * whenever they are used.
 */
public final class MultipartCache {

  private static final int MAX_OBJECTS = 10_000;
  private static final int MAX_HEADERS = 50_000;

  private final Cache<Name, ObjectLayout> layouts =
      Caffeine.newBuilder().maximumSize(MAX_OBJECTS).build();
  private final Cache<PartKey, List<PartHeader>> headers =
      Caffeine.newBuilder().maximumSize(MAX_HEADERS).build();

  /** Where the parts of an object probably lie. */
  public Optional<ObjectLayout> probableLayout(ObjectAccess access) {
    return Optional.ofNullable(layouts.getIfPresent(Name.of(access)));
  }

  /** Gives an opened object what is known of the part that a range begins in. */
  public void recall(BodyKey body, OpenedMultipart opened, Span plaintext) {
    ObjectPart part = opened.layout().partAt(plaintext.offsetBytes());
    List<PartHeader> known = headers.getIfPresent(new PartKey(body, part.ordinal()));
    if (known != null) {
      opened.know(part, known);
    }
  }

  /** Keeps where the parts of an object lie. */
  public void keep(ObjectAccess access, ObjectLayout layout) {
    layouts.put(Name.of(access), layout);
  }

  /** Keeps the headers of a part. */
  public void keep(BodyKey body, ObjectPart part, List<PartHeader> partHeaders) {
    headers.put(new PartKey(body, part.ordinal()), partHeaders);
  }

  private record Name(String bucket, String key, @Nullable String versionId) {

    static Name of(ObjectAccess access) {
      return new Name(access.bucket(), access.key(), access.versionId());
    }
  }

  private record PartKey(BodyKey body, int ordinal) {}
}
