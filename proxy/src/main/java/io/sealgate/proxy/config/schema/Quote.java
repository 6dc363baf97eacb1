package io.sealgate.proxy.config.schema;

/** What of the file a message may show: short, printable, and nothing that looks like a secret. */
final class Quote {

  private static final int MAX_LENGTH = 60;

  private Quote() {}

  /** A value in quotes; URLs with user and password, and overlong values, are not shown. */
  static String value(String text) {
    if (text.length() > MAX_LENGTH || text.indexOf('@') >= 0) {
      return "the value";
    }
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      quoted.append(c < ' ' || c == 0x7f || Character.isSurrogate(c) ? '?' : c);
    }
    return quoted.append('"').toString();
  }

  /**
   * A key that the file names. {@code {secret-key:abc}}, without the space, is a key in YAML: what
   * does not look like a key's name is not shown.
   */
  static String key(String name) {
    boolean plain = !name.isEmpty() && name.length() <= MAX_LENGTH;
    for (int i = 0; i < name.length() && plain; i++) {
      char c = name.charAt(i);
      plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' || c == '.';
    }
    return plain ? "\"" + name + "\"" : "a key (not shown)";
  }
}
