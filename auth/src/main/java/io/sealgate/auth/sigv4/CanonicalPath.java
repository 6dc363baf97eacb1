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

  /** RFC 3986, 5.2.4, and empty segments dropped too (IAM user guide, canonical URI). */
  private static String withoutDotSegments(String path) {
    if (!path.contains("//") && !path.contains("/.")) {
      return path.isEmpty() ? "/" : path;
    }
    List<String> kept = new ArrayList<>();
    boolean endsWithSlash = true;
    int from = 0;
    while (from <= path.length()) {
      int slash = path.indexOf('/', from);
      int to = slash < 0 ? path.length() : slash;
      String segment = path.substring(from, to);
      endsWithSlash = segment.isEmpty() || segment.equals(".") || segment.equals("..");
      if (!endsWithSlash) {
        kept.add(segment);
      } else if (segment.equals("..") && !kept.isEmpty()) {
        kept.removeLast();
      }
      from = to + 1;
    }
    String joined = "/" + String.join("/", kept);
    return endsWithSlash && !kept.isEmpty() ? joined + "/" : joined;
  }
}
