package io.sealgate.proxy.http;

import io.netty.handler.codec.http.HttpHeaders;
import io.sealgate.auth.Headers;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Netty's headers seen as Sealgate's: a view, nothing is copied.
 *
 * @param headers the viewed headers
 */
public record NettyHeaders(HttpHeaders headers) implements Headers {

  @Override
  public @Nullable String first(String name) {
    return headers.get(name);
  }

  @Override
  public List<String> all(String name) {
    return headers.getAll(name);
  }

  @Override
  public boolean contains(String name) {
    return headers.contains(name);
  }

  @Override
  public Iterator<Map.Entry<String, String>> iterator() {
    return headers.iteratorAsString();
  }

  @Override
  public String toString() {
    return "NettyHeaders" + headers.names();
  }
}
