package io.sealgate.auth.sigv4;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/** Requests as odd as S3 allows them: the same one for the same seed. */
final class RandomRequest {

  private final SplittableRandom random;

  RandomRequest(long seed) {
    random = new SplittableRandom(seed);
  }

  /** A request to S3: any key, repeated and empty query values, header values with odd spacing. */
  SdkHttpRequest s3() {
    return request("/bucket/" + SdkHttpUtils.urlEncodeIgnoreSlashes(text(30)));
  }

  /** A request to a service that normalises paths. */
  SdkHttpRequest general() {
    StringBuilder path = new StringBuilder("/root");
    for (int depth = 1; random.nextInt(5) > 0; ) {
      String segment = SEGMENTS[random.nextInt(SEGMENTS.length)];
      depth += segment.equals("..") ? -1 : segment.isEmpty() || segment.equals(".") ? 0 : 1;
      if (depth == 0) {
        break;
      }
      path.append('/').append(segment);
    }
    return request(path.toString());
  }

  byte[] payload() {
    return bytes(random.nextInt(200));
  }

  byte[] bytes(int lengthBytes) {
    byte[] bytes = new byte[lengthBytes];
    random.nextBytes(bytes);
    return bytes;
  }

  /** The same path and query, spelled as another client might: other digits, fewer triplets. */
  String respell(String encoded) {
    StringBuilder spelled = new StringBuilder();
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c != '%') {
        spelled.append(random.nextInt(4) == 0 && c != '/' && c != '=' && c != '&' ? triplet(c) : c);
        continue;
      }
      String triplet = encoded.substring(i, i + 3);
      char octet = (char) Integer.parseInt(triplet.substring(1), 16);
      spelled.append(
          switch (random.nextInt(3)) {
            case 0 -> triplet;
            case 1 -> triplet.toLowerCase(Locale.ROOT);
            default -> "!$'()*,:;@".indexOf(octet) >= 0 ? String.valueOf(octet) : triplet;
          });
      i += 2;
    }
    return spelled.toString();
  }

  private SdkHttpRequest request(String path) {
    Map<String, List<String>> query = new LinkedHashMap<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      List<String> values = new ArrayList<>();
      for (int j = 1 + random.nextInt(3); j > 0; j--) {
        values.add(random.nextInt(3) == 0 ? "" : text(12));
      }
      query.put(QUERY_NAMES[random.nextInt(QUERY_NAMES.length)] + text(2), values);
    }
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder()
            .protocol("https")
            .host("s3.example.com")
            .port(random.nextBoolean() ? 443 : 8443)
            .method(METHODS[random.nextInt(METHODS.length)])
            .encodedPath(path)
            .rawQueryParameters(query);
    for (int i = random.nextInt(5); i > 0; i--) {
      request.appendHeader(
          HEADER_NAMES[random.nextInt(HEADER_NAMES.length)], VALUES[random.nextInt(VALUES.length)]);
    }
    return request.build();
  }

  private String text(int maxPieces) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(maxPieces + 1); i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  private static String triplet(char c) {
    return "%"
        + Integer.toHexString(String.valueOf(c).getBytes(StandardCharsets.ISO_8859_1)[0] & 0xff);
  }

  private static final SdkHttpMethod[] METHODS = {
    SdkHttpMethod.GET, SdkHttpMethod.PUT, SdkHttpMethod.HEAD, SdkHttpMethod.DELETE
  };
  private static final String[] SEGMENTS = {
    "a", "b%20c", "..", ".", "", "%C3%A9", "...", "d.e", "*"
  };
  private static final String[] QUERY_NAMES = {"prefix", "delimiter", "a", "a-b", "A", "list-type"};
  private static final String[] HEADER_NAMES = {
    "x-amz-meta-note", "X-Amz-Meta-Other", "x-amz-acl", "Content-Type", "Range", "Cache-Control"
  };
  private static final String[] VALUES = {
    "plain", "two  spaces   and more", "a,b", "", "\"quoted  text\"", "grüße aus 東京", "tab\there"
  };
  private static final String[] PIECES = {
    "a",
    "Z",
    "7",
    "-",
    "_",
    ".",
    "~",
    "/",
    "//",
    "..",
    "/../",
    "/./",
    "*",
    "+",
    " ",
    "%",
    "%41",
    "=",
    "&",
    "?",
    "#",
    "@",
    ":",
    ";",
    ",",
    "!",
    "'",
    "(",
    ")",
    "$",
    "é",
    "東",
    "\uD83D\uDE00",
    "\u00a0",
    "\\"
  };
}
