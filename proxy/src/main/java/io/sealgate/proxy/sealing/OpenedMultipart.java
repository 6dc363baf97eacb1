package io.sealgate.proxy.sealing;

import io.sealgate.crypto.Transform;
import io.sealgate.crypto.aead.AesGcm;
import io.sealgate.crypto.body.PartHeader;
import io.sealgate.crypto.body.PartKeys;
import io.sealgate.crypto.body.Span;
import io.sealgate.crypto.multipart.CompletionRecord;
import io.sealgate.crypto.multipart.MultipartOpener;
import io.sealgate.crypto.multipart.ObjectLayout;
import io.sealgate.crypto.multipart.ObjectPart;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A stored multipart object whose envelope and completion record have been opened. */
public final class OpenedMultipart implements OpenedObject {

  /**
   * Up to this far into a part a range is read from the part's beginning, which brings the headers
   * along: cheaper than another request for them.
   */
  private static final long NEAR_BYTES = 1024 * 1024;

  private final List<PartKeys> keys;
  private final CompletionRecord completion;
  private final MultipartOpener opener;
  private final Map<Integer, List<PartHeader>> known = new HashMap<>(1);

  OpenedMultipart(AesGcm aesGcm, List<PartKeys> keys, CompletionRecord completion) {
    this.keys = keys;
    this.completion = completion;
    this.opener = new MultipartOpener(aesGcm, completion);
  }

  /** What pins the parts. */
  public CompletionRecord completion() {
    return completion;
  }

  /** Where everything lies in the stored body. */
  public ObjectLayout layout() {
    return opener.layout();
  }

  @Override
  public long plaintextBytes() {
    return layout().plaintextBytes();
  }

  @Override
  public Transform whole() {
    return opener.whole(keys);
  }

  @Override
  public Span covering(Span plaintext) {
    return headers(first(plaintext)) != null
        ? layout().covering(plaintext)
        : layout().coveringFromPartStart(plaintext);
  }

  @Override
  public Optional<Transform> range(Span plaintext, Span fetched) {
    List<PartHeader> headers = headers(first(plaintext));
    if (headers != null && fetched.equals(layout().covering(plaintext))) {
      return Optional.of(opener.range(keys, plaintext, headers));
    }
    return fetched.equals(layout().coveringFromPartStart(plaintext))
        ? Optional.of(opener.rangeFromPartStart(keys, plaintext))
        : Optional.empty();
  }

  /**
   * The part whose headers should be read before a range is, because it begins far within it.
   *
   * @param plaintext the range, not empty and within the object
   * @return empty when the record tells them, they are known or come along with the range
   */
  public Optional<ObjectPart> headersNeeded(Span plaintext) {
    ObjectPart part = first(plaintext);
    return headers(part) != null
            || isNear(layout().covering(plaintext), layout().coveringFromPartStart(plaintext))
        ? Optional.empty()
        : Optional.of(part);
  }

  /**
   * Reads the headers of a part.
   *
   * @param stored the bytes of {@link ObjectPart#coveringHeaders}
   * @return for {@link #know}; they hold no key in the clear
   * @throws io.sealgate.crypto.IntegrityException when they are not the headers of that part
   */
  public List<PartHeader> headers(ObjectPart part, byte[] stored) {
    return opener.headers(keys, part, stored);
  }

  /** Takes headers that were read before. */
  public void know(ObjectPart part, List<PartHeader> headers) {
    known.put(part.ordinal(), headers);
  }

  @Override
  public void close() {
    keys.forEach(PartKeys::close);
  }

  private @Nullable List<PartHeader> headers(ObjectPart part) {
    List<PartHeader> read = known.get(part.ordinal());
    return read == null ? opener.recordedHeaders(part).orElse(null) : read;
  }

  private static boolean isNear(Span alone, Span fromPartStart) {
    return alone.offsetBytes() - fromPartStart.offsetBytes() <= NEAR_BYTES;
  }

  private ObjectPart first(Span plaintext) {
    return layout().partAt(plaintext.offsetBytes());
  }
}
