package io.sealgate.bench.load;

import io.sealgate.auth.Credentials;
import io.sealgate.auth.HeaderList;
import io.sealgate.auth.RequestHead;
import io.sealgate.auth.sigv4.OutboundSigner;
import io.sealgate.auth.sigv4.SignedService;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;

/**
 * The heads of requests to one target, signed before the clock runs: a signature is good for
 * fifteen minutes and for any number of repetitions.
 */
public final class SignedRequests {

  private final Target target;
  private final OutboundSigner signer;

  /** Signs requests to that target. */
  public SignedRequests(Target target) {
    this.target = target;
    Credentials credentials =
        new Credentials(target.accessKey(), target.secretKey().getBytes(StandardCharsets.UTF_8));
    signer = new OutboundSigner(credentials, SignedService.s3("us-east-1"), InstantSource.system());
  }

  /**
   * A request's head as it goes over the wire.
   *
   * @param method the method
   * @param key the object's key, of characters that need no encoding; empty for the bucket
   * @param query the query, empty when there is none
   * @param headers header lines by name in lower case, besides those of the payload
   * @param payload what will be sent behind it
   */
  public ByteBuffer head(
      String method, String key, String query, Map<String, String> headers, Payload payload) {
    String path = "/" + target.bucket() + (key.isEmpty() ? "" : "/" + key);
    HeaderList lines = HeaderList.of("host", target.endpoint().getAuthority());
    headers.forEach(lines::add);
    payload.headers().forEach(lines::add);
    RequestHead request = new RequestHead(method, path, query, lines);
    signer.sign(request, payload.signed()).addTo(lines::add);

    StringBuilder text = new StringBuilder(1024).append(method).append(' ').append(path);
    if (!query.isEmpty()) {
      text.append('?').append(query);
    }
    text.append(" HTTP/1.1\r\n");
    lines.forEach(
        line -> text.append(line.getKey()).append(": ").append(line.getValue()).append("\r\n"));
    byte[] bytes = text.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
  }
}
