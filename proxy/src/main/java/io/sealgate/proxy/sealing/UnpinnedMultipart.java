package io.sealgate.proxy.sealing;

import io.sealgate.crypto.aead.AesGcm;
import io.sealgate.crypto.body.PartKeys;
import io.sealgate.crypto.envelope.RecordId;
import io.sealgate.crypto.key.MultipartKeys;
import io.sealgate.crypto.multipart.CompletionRecord;
import io.sealgate.crypto.multipart.PartRecovery;
import java.util.List;

/**
 * A stored multipart object whose envelope has been opened, but not its completion record: nothing
 * pins its parts yet, so nothing of it can be read.
 */
public final class UnpinnedMultipart implements AutoCloseable {

  private final AesGcm aesGcm;
  private final List<PartKeys> partKeys;
  private final RecordId recordId;
  private final MultipartKeys recordKeys;

  UnpinnedMultipart(
      AesGcm aesGcm, List<PartKeys> partKeys, RecordId recordId, MultipartKeys recordKeys) {
    this.aesGcm = aesGcm;
    this.partKeys = partKeys;
    this.recordId = recordId;
    this.recordKeys = recordKeys;
  }

  /** The id of its completion record. */
  public RecordId recordId() {
    return recordId;
  }

  /** The keys that open the record, borrowed until this is closed. */
  public MultipartKeys recordKeys() {
    return recordKeys;
  }

  /** Finds out the parts from what their own headers say, when the record is lost. */
  public PartRecovery recovery() {
    return new PartRecovery(aesGcm, partKeys);
  }

  /**
   * The object with its parts pinned; it takes the parts' keys over.
   *
   * @param completion its record, opened with {@link #recordKeys}
   */
  public OpenedMultipart pinned(CompletionRecord completion) {
    recordKeys.close();
    return new OpenedMultipart(aesGcm, partKeys, completion);
  }

  @Override
  public void close() {
    recordKeys.close();
    partKeys.forEach(PartKeys::close);
  }
}
