package io.sealgate.proxy.exchange;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.sealgate.auth.RequestHead;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.proxy.http.HeadWriter;
import io.sealgate.proxy.http.NettyHeaders;
import io.sealgate.proxy.telemetry.RequestTrace;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;

/** Makes requests of decoded heads, and puts on answers what every S3 answer carries. */
public final class ClientRequests {

  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final boolean tls;
  private final TrustedProxies trustedProxies;
  private final int maxHeaders;
  private final RandomBytes random;
  private final InstantSource clock;
  private final String hostId;
  private volatile Stamp stamp = new Stamp(0, "");

  /**
   * For the connections of one listener.
   *
   * @param tls whether the listener speaks TLS
   * @param trustedProxies whose word on the client's own protocol is taken
   * @param maxHeaders how many header lines a request may have
   * @param hostId the server's {@code x-amz-id-2}
   * @param random for request ids
   * @param clock for the Date header
   */
  public ClientRequests(
      boolean tls,
      TrustedProxies trustedProxies,
      int maxHeaders,
      String hostId,
      RandomBytes random,
      InstantSource clock) {
    this.tls = tls;
    this.trustedProxies = trustedProxies;
    this.maxHeaders = maxHeaders;
    this.random = random;
    this.clock = clock;
    this.hostId = hostId;
  }

  /** The request whose head has been decoded. */
  ClientRequest receive(Channel channel, HttpRequest head) {
    String uri = head.uri();
    int question = uri.indexOf('?');
    RequestHead received =
        new RequestHead(
            head.method().name(),
            question < 0 ? uri : uri.substring(0, question),
            question < 0 ? "" : uri.substring(question + 1),
            new NettyHeaders(head.headers()));
    String remote =
        channel.remoteAddress() instanceof InetSocketAddress address
            ? address.getAddress().getHostAddress()
            : "local";
    RequestTrace trace =
        new RequestTrace(
            HEX.formatHex(random.bytes(8)), received.method(), remote, System.nanoTime());
    boolean secure =
        tls
            || (trustedProxies.trusts(channel.remoteAddress())
                && "https".equalsIgnoreCase(head.headers().get("X-Forwarded-Proto")));
    long lengthBytes =
        HttpUtil.isTransferEncodingChunked(head) ? -1 : HttpUtil.getContentLength(head, 0L);
    return new ClientRequest(received, secure, lengthBytes, trace);
  }

  /** Adds the request id, the host id and the date. */
  void sign(HeadWriter head, ClientRequest request) {
    head.line("x-amz-request-id", request.trace().requestId());
    head.line("x-amz-id-2", hostId);
    head.line("date", date());
    head.line("server", "Sealgate");
  }

  /** Whether the head is HTTP within the limits. */
  boolean isAcceptable(HttpRequest head) {
    return head.decoderResult().isSuccess() && head.headers().size() <= maxHeaders;
  }

  /** The answer to what is not, after which the connection is closed. */
  HeadWriter rejection(HttpRequest head) {
    HttpResponseStatus status =
        switch (head.decoderResult().cause()) {
          case null -> HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE;
          case TooLongHttpLineException line -> HttpResponseStatus.REQUEST_URI_TOO_LONG;
          case TooLongHttpHeaderException header ->
              HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE;
          default -> HttpResponseStatus.BAD_REQUEST;
        };
    return HeadWriter.ofResponse(status.code())
        .line("content-length", "0")
        .line("connection", "close");
  }

  private String date() {
    long second = clock.millis() / 1000;
    Stamp current = stamp;
    if (current.second() != second) {
      current = new Stamp(second, HTTP_DATE.format(Instant.ofEpochSecond(second)));
      stamp = current;
    }
    return current.text();
  }

  /** A second in the words of HTTP: formatting it for every answer would be felt. */
  private record Stamp(long second, String text) {}
}
