package io.sealgate.proxy.system;

import io.sealgate.auth.HeaderList;
import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.body.LayeredLayout;
import io.sealgate.crypto.body.PartHeader;
import io.sealgate.crypto.body.PartIdentity;
import io.sealgate.crypto.body.PartLayout;
import io.sealgate.crypto.multipart.CompletionRecord;
import io.sealgate.crypto.multipart.PartRun;
import io.sealgate.crypto.multipart.PinnedPart;
import io.sealgate.crypto.multipart.RecordLayout;
import io.sealgate.proxy.backend.BackendCalls;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.s3.route.PercentEncoding;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The heads of the parts in a stored body, which tell which of two records is the object's: the
 * first part in which the records differ begins at the same place in both.
 */
final class PartHeads {

  private static final int ANSWER_LIMIT_BYTES = 64 * 1024;

  private final BackendCalls backend;

  PartHeads(BackendCalls backend) {
    this.backend = backend;
  }

  /** Which of two records the stored body agrees with. */
  enum Agreement {
    FIRST,
    SECOND,
    NEITHER
  }

  /**
   * What the head of a part must say, in its outermost layer.
   *
   * @param partNumber its number
   * @param plaintextBytes the plaintext length of the outermost layer
   * @param salt its salt, null when it is not known
   * @param storedBytes how long the part is stored
   */
  record Expected(int partNumber, long plaintextBytes, @Nullable Bytes salt, long storedBytes) {

    static List<Expected> of(CompletionRecord completion) {
      List<Expected> parts = new ArrayList<>();
      for (PinnedPart part : completion.parts()) {
        PartIdentity outermost = part.identities().getLast();
        parts.add(
            new Expected(
                part.partNumber(),
                outermost.plaintextBytes(),
                outermost.salt(),
                part.layout().storedBytes()));
      }
      return parts;
    }

    static List<Expected> of(RecordLayout layout, int layerCount) {
      List<Expected> parts = new ArrayList<>();
      for (PartRun run : layout.runs()) {
        LayeredLayout part = new LayeredLayout(run.plaintextBytes(), layerCount);
        long outermostBytes = part.layer(layerCount - 1).plaintextBytes();
        for (int number = run.firstPartNumber(); number <= run.lastPartNumber(); number++) {
          parts.add(new Expected(number, outermostBytes, null, part.storedBytes()));
        }
      }
      return parts;
    }

    boolean agrees(PartIdentity found) {
      return found.partNumber() == partNumber
          && found.plaintextBytes() == plaintextBytes
          && (salt == null || found.salt().equals(salt));
    }
  }

  /**
   * Compares two records that differ, both of the object's stored length; blocks.
   *
   * @throws BackendException when the object cannot be read, or is no longer the same
   */
  Agreement compare(MultipartObject object, List<Expected> first, List<Expected> second) {
    long offsetBytes = 0;
    for (int i = 0; i < Math.min(first.size(), second.size()); i++) {
      if (!first.get(i).equals(second.get(i))) {
        return agreement(read(object, offsetBytes), first.get(i), second.get(i));
      }
      offsetBytes += first.get(i).storedBytes();
    }
    return Agreement.FIRST; // they differ in nothing that pins a part: either tells the truth
  }

  private static Agreement agreement(byte[] head, Expected first, Expected second) {
    PartIdentity found;
    try {
      found = PartHeader.parse(head).identity();
    } catch (IntegrityException noPart) {
      return Agreement.NEITHER;
    }
    return first.agrees(found)
        ? Agreement.FIRST
        : second.agrees(found) ? Agreement.SECOND : Agreement.NEITHER;
  }

  private byte[] read(MultipartObject object, long offsetBytes) {
    long last = offsetBytes + PartLayout.HEADER_BYTES - 1;
    BackendRequest request =
        BackendRequest.of("GET", object.bucket(), object.key())
            .withHeaders(
                HeaderList.of(
                    "Range",
                    "bytes=" + offsetBytes + "-" + last,
                    "If-Match",
                    object.backendETag()));
    String version = object.versionId();
    BackendResponse response =
        backend.call(
            version == null
                ? request
                : request.withQuery("versionId=" + PercentEncoding.encodeQuery(version)),
            ANSWER_LIMIT_BYTES);
    if (response.head().status() != 206 || response.body().length != PartLayout.HEADER_BYTES) {
      throw new BackendException(
          "the backend answers " + response.head().status() + " for the head of a part");
    }
    return response.body();
  }
}
