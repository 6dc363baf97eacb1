package io.sealgate.proxy.config;

import java.util.Objects;

/**
 * A bucket's name, in which {@code *} stands for any characters and {@code ?} for one.
 *
 * @param text as configured, 1 to 255 characters
 */
public record BucketPattern(String text) {

  private static final int MAX_LENGTH = 255;

  /** Checks its characters. */
  public BucketPattern {
    Objects.requireNonNull(text);
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("a bucket pattern has 1 to " + MAX_LENGTH + " characters");
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c == '/' || c > '~') {
        throw new IllegalArgumentException("a bucket pattern has no spaces and no slashes");
      }
    }
  }

  /** Whether the pattern covers the whole name; linear in pattern times name, without recursion. */
  public boolean matches(String name) {
    int inPattern = 0;
    int inName = 0;
    int star = -1;
    int resume = 0;
    while (inName < name.length()) {
      char expected = inPattern < text.length() ? text.charAt(inPattern) : 0;
      if (expected == '*') {
        star = inPattern++;
        resume = inName;
      } else if (inPattern < text.length()
          && (expected == '?' || expected == name.charAt(inName))) {
        inPattern++;
        inName++;
      } else if (star >= 0) {
        inPattern = star + 1;
        inName = ++resume;
      } else {
        return false;
      }
    }
    while (inPattern < text.length() && text.charAt(inPattern) == '*') {
      inPattern++;
    }
    return inPattern == text.length();
  }

  @Override
  public String toString() {
    return text;
  }
}
