package io.sealgate.auth.sigv4;

import java.util.function.BiConsumer;

/**
 * The header lines that make a request a signed one.
 *
 * @param amzDate for {@code x-amz-date}
 * @param contentSha256 for {@code x-amz-content-sha256}
 * @param authorization for {@code authorization}
 */
public record OutboundSignature(String amzDate, String contentSha256, String authorization) {

  /** Hands each line to {@code target} as name and value. */
  public void addTo(BiConsumer<? super String, ? super String> target) {
    target.accept("x-amz-date", amzDate);
    target.accept("x-amz-content-sha256", contentSha256);
    target.accept("authorization", authorization);
  }
}
