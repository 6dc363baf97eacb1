package io.sealgate.auth.sigv4;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The header lines that make a request a signed one.
 *
 * @param amzDate for {@code x-amz-date}
 * @param contentSha256 for {@code x-amz-content-sha256}; null where the service wants none
 * @param authorization for {@code authorization}
 */
public record OutboundSignature(
    String amzDate, @Nullable String contentSha256, String authorization) {

  /** Hands each line to {@code target} as name and value. */
  public void addTo(BiConsumer<? super String, ? super String> target) {
    target.accept("x-amz-date", amzDate);
    if (contentSha256 != null) {
      target.accept("x-amz-content-sha256", contentSha256);
    }
    target.accept("authorization", authorization);
  }
}
