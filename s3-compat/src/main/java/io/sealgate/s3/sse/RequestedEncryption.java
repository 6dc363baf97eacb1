package io.sealgate.s3.sse;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a write asks for in its server-side-encryption headers, before any default applies. */
public sealed interface RequestedEncryption permits RequestedEncryption.Named, CustomerKey {

  /** What can be asked for without handing over a key. */
  sealed interface Named extends RequestedEncryption {}

  /**
   * No mode: the bucket's default decides.
   *
   * @param bucketKey the bucket-key header, which a request may send for a default of {@code
   *     aws:kms}; null when it is not there
   */
  record None(@Nullable Boolean bucketKey) implements Named {}

  /** {@code AES256}: SSE-S3, under the service key. */
  record S3Managed() implements Named {}

  /**
   * {@code aws:kms} or {@code aws:kms:dsse}.
   *
   * @param keyId key id, alias or ARN as sent; null when the default key is meant
   * @param context the client's own encryption context
   * @param bucketKey the bucket-key header; null when it is not there. With two layers it is
   *     accepted and has no effect, as on AWS
   * @param dsse whether two layers are asked for
   */
  record Kms(
      @Nullable String keyId, ClientContext context, @Nullable Boolean bucketKey, boolean dsse)
      implements Named {
    /** Checks that nothing is missing. */
    public Kms {
      Objects.requireNonNull(context);
    }
  }
}
