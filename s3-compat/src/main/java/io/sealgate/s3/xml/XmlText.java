package io.sealgate.s3.xml;

import io.sealgate.s3.body.ChecksumKind;
import io.sealgate.s3.body.ShownChecksum;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A document in the making, in the shape that AWS S3 gives its answers. */
final class XmlText {

  /** The namespace of every S3 document (S3 API reference). */
  static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

  private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

  private final StringBuilder text;

  private XmlText(StringBuilder text) {
    this.text = text;
  }

  /** Begins a document of about that length. */
  static XmlText document(int expectedChars) {
    return new XmlText(new StringBuilder(expectedChars).append(DECLARATION));
  }

  /** Begins a piece of a document. */
  static XmlText fragment() {
    return new XmlText(new StringBuilder());
  }

  /** Opens the root element in the namespace of S3. */
  XmlText root(String name) {
    return raw("<").raw(name).attribute("xmlns", NAMESPACE).raw(">");
  }

  /** Opens an element. */
  XmlText open(String name) {
    return raw("<").raw(name).raw(">");
  }

  /** Closes an element. */
  XmlText close(String name) {
    return raw("</").raw(name).raw(">");
  }

  /** Adds an element with a text; nothing when there is none. */
  XmlText element(String name, @Nullable String content) {
    return content == null ? this : open(name).content(content).close(name);
  }

  /** Adds an element with the value of a checksum; nothing when there is none. */
  XmlText checksum(@Nullable ShownChecksum checksum) {
    return checksum == null
        ? this
        : element(checksum.kind().algorithm().element(), checksum.value());
  }

  /** Adds the elements that name a checksum; nothing when there is none. */
  XmlText checksumKind(@Nullable ChecksumKind kind) {
    return kind == null
        ? this
        : element("ChecksumAlgorithm", kind.algorithm().name())
            .element("ChecksumType", kind.type().name());
  }

  /** Adds an element that names an account; nothing when there is none. */
  XmlText owner(String name, @Nullable Owner owner) {
    return owner == null
        ? this
        : open(name)
            .element("ID", owner.id())
            .element("DisplayName", owner.displayName())
            .close(name);
  }

  /** Adds text between tags. */
  XmlText content(String content) {
    int written = 0;
    for (int i = 0; i < content.length(); i++) {
      char c = content.charAt(i);
      if (isMarkup(c)) {
        text.append(content, written, i);
        escape(c);
        written = i + 1;
      }
    }
    text.append(content, written, content.length());
    return this;
  }

  /** Adds an attribute to a tag that is open. */
  XmlText attribute(String name, String value) {
    return raw(" ").raw(name).raw("=\"").content(value).raw("\"");
  }

  /** Adds what is written out already. */
  XmlText raw(String markup) {
    text.append(markup);
    return this;
  }

  /** How long the document is so far, to be able to {@link #cut} it back. */
  int lengthChars() {
    return text.length();
  }

  /** Takes back what was added since the document had that length. */
  void cut(int lengthChars) {
    text.setLength(lengthChars);
  }

  /** The document. */
  byte[] bytes() {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The piece of a document. */
  @Override
  public String toString() {
    return text.toString();
  }

  /**
   * Control characters become references, as on AWS, although XML 1.0 has no place for most of
   * them: a key may hold them, and a client that cannot read them asks for encoding-type=url.
   */
  private static boolean isMarkup(char c) {
    return switch (c) {
      case '&', '<', '>', '"', '\uFFFE', '\uFFFF' -> true;
      default -> c < ' ' && c != '\n' && c != '\t';
    };
  }

  private void escape(char c) {
    switch (c) {
      case '&' -> text.append("&amp;");
      case '<' -> text.append("&lt;");
      case '>' -> text.append("&gt;");
      case '"' -> text.append("&quot;");
      default -> text.append("&#x").append(Integer.toHexString(c)).append(';');
    }
  }
}
