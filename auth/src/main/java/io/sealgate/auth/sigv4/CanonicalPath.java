package io.sealgate.auth.sigv4;

import java.util.ArrayList;
import java.util.List;

/** The path line of a canonical request, in each service's flavour. */
final class CanonicalPath {

  private CanonicalPath() {}

  static String of(String rawPath, SignedService.Flavour flavour) {
    return switch (flavour) {
      case S3 -> rawPath.isEmpty() ? "/" : UriEncoding.path(rawPath);
      case GENERAL -> UriEncoding.pathAgain(withoutDotSegments(rawPath));
    };
  }

  /**
   * Dot segments and empty ones removed (RFC 3986, 5.2.4; IAM user guide, canonical URI); a slash
   * at the end is there if it was, as Amazon's SDKs have it.
   */
  private static String withoutDotSegments(String path) {
    if (!path.contains("//") && !path.contains("/.")) {
      return path.isEmpty() ? "/" : path;
    }
    List<String> kept = new ArrayList<>();
    int from = 0;
    while (from <= path.length()) {
      int slash = path.indexOf('/', from);
      int to = slash < 0 ? path.length() : slash;
      String segment = path.substring(from, to);
      switch (segment) {
        case "", "." -> {}
        case ".." -> {
          if (!kept.isEmpty()) {
            kept.removeLast();
          }
        }
        default -> kept.add(segment);
      }
      from = to + 1;
    }
    String joined = "/" + String.join("/", kept);
    return path.endsWith("/") && !kept.isEmpty() ? joined + "/" : joined;
  }
}
