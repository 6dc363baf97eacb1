package io.sealgate.proxy.config;

import io.sealgate.proxy.config.schema.Scalar;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The forms of single values that several of Sealgate's keys share. */
final class Scalars {

  static final Scalar<Boolean> SWITCH = Scalar.oneOf(names("true", true, "false", false));

  static final Scalar<Address> ADDRESS =
      Scalar.text("host:port, such as 127.0.0.1:8080 or [::1]:0", Address::parse);

  static final Scalar<@Nullable Address> ADDRESS_OR_NONE =
      Scalar.text(
          "host:port, such as 127.0.0.1:8080 or [::1]:0; or none",
          text -> text.equals("none") ? null : Address.parse(text));

  static final Scalar<IpRange> IP_RANGE =
      Scalar.text("IP addresses and ranges, such as ::1 or 10.0.0.0/8", IpRange::parse);

  static final Scalar<Path> PATH = Scalar.path();

  static final Scalar<Secret> SECRET = Scalar.secret(Secret::of);

  static final Scalar<String> REGION =
      characters("a region's name, such as us-east-1", 64, c -> isAlphanumeric(c) || c == '-');

  static final Scalar<String> ACCESS_KEY =
      characters(
          "1 to 128 characters without spaces, slashes and commas",
          128,
          c -> c > ' ' && c < 0x7f && c != '/' && c != ',');

  /** A KMS key as requests name it; whether there is such a key is the key service's affair. */
  static final Scalar<String> KMS_KEY =
      characters(
          "a key id, a key ARN, alias/NAME or an alias ARN",
          2048,
          c -> isAlphanumeric(c) || "-_/:".indexOf(c) >= 0);

  static final Scalar<URI> ENDPOINT =
      Scalar.text("http:// or https://, a host and optionally a port, no path", Scalars::endpoint);

  private Scalars() {}

  /** A text of 1 to {@code max} characters that all fit. */
  static Scalar<String> characters(String allowed, int max, IntPredicate fits) {
    return Scalar.text(
        allowed,
        text -> {
          if (text.isEmpty() || text.length() > max || !text.chars().allMatch(fits)) {
            throw new IllegalArgumentException("length or characters");
          }
          return text;
        });
  }

  static boolean isAlphanumeric(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** Names in this order, for {@link Scalar#oneOf}. */
  static <T> SequencedMap<String, T> names(String first, T one, String second, T two) {
    SequencedMap<String, T> names = new LinkedHashMap<>();
    names.put(first, one);
    names.put(second, two);
    return names;
  }

  private static URI endpoint(String text) {
    try {
      URI uri = new URI(text);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      boolean bare =
          uri.getUserInfo() == null
              && uri.getQuery() == null
              && uri.getFragment() == null
              && (uri.getPath() == null || uri.getPath().isEmpty() || uri.getPath().equals("/"));
      if (!web || !bare || uri.getHost() == null || uri.getPort() > 65535 || uri.getPort() == 0) {
        throw new IllegalArgumentException("not an endpoint");
      }
      return new URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), null, null, null);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not a URL", e);
    }
  }
}
