package io.sealgate.s3.xml;

import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.util.List;

/**
 * Walks through the elements and texts of a document that is not trusted, which {@link XmlReader}
 * has read before the first step.
 */
final class XmlEvents {

  /** What the walk stands on. */
  enum Event {
    START,
    TEXT,
    END,
    END_OF_DOCUMENT
  }

  private final S3Error refusal;
  private final List<XmlNode> nodes;
  private final int documentBytes;
  private int next;
  private int depth;

  private XmlEvents(S3Error refusal, List<XmlNode> nodes, int documentBytes) {
    this.refusal = refusal;
    this.nodes = nodes;
    this.documentBytes = documentBytes;
  }

  /**
   * Opens a document of a client, whose faults are MalformedXML.
   *
   * @param document the whole document
   * @param mostBytes the longest that is accepted
   * @param mostEvents how many elements, ends and texts are accepted
   */
  static XmlEvents ofClient(byte[] document, int mostBytes, int mostEvents) {
    return open(S3Error.MALFORMED_XML, document, mostBytes, mostEvents);
  }

  /**
   * Opens a document of the backend, whose faults are InternalError: the client did nothing wrong.
   *
   * @param document the whole document
   * @param mostBytes the longest that is accepted
   * @param mostEvents how many elements, ends and texts are accepted
   */
  static XmlEvents ofBackend(byte[] document, int mostBytes, int mostEvents) {
    return open(S3Error.INTERNAL_ERROR, document, mostBytes, mostEvents);
  }

  private static XmlEvents open(S3Error refusal, byte[] document, int mostBytes, int mostEvents) {
    return new XmlEvents(
        refusal, XmlReader.read(refusal, document, mostBytes, mostEvents), document.length);
  }

  /** Another walk through the same document, from its beginning. */
  XmlEvents again() {
    return new XmlEvents(refusal, nodes, documentBytes);
  }

  /** How long the document is. */
  int documentBytes() {
    return documentBytes;
  }

  /** Goes on to the next event. */
  Event next() {
    if (next == nodes.size()) {
      return Event.END_OF_DOCUMENT;
    }
    return switch (nodes.get(next++)) {
      case XmlNode.Start _ -> {
        depth++;
        yield Event.START;
      }
      case XmlNode.Text _ -> Event.TEXT;
      case XmlNode.End _ -> {
        depth--;
        yield Event.END;
      }
    };
  }

  /** The local name of the element that starts or ends here. */
  String name() {
    return switch (here()) {
      case XmlNode.Start start -> start.name();
      case XmlNode.End end -> end.name();
      case XmlNode.Text _ -> throw new IllegalStateException("a text has no name");
    };
  }

  /** The text that stands here, all that is between two tags; empty at a tag. */
  String text() {
    return here() instanceof XmlNode.Text(String text) ? text : "";
  }

  /** The tag that stands here, as it is to be written again. */
  void copyTag(XmlText to) {
    to.raw(
        switch (here()) {
          case XmlNode.Start start -> start.tag();
          case XmlNode.End end -> end.tag();
          case XmlNode.Text _ -> throw new IllegalStateException("a text is no tag");
        });
  }

  /** Copies the element that starts here with all it holds. */
  void copyElement(XmlText to) {
    int outside = depth - 1;
    copyTag(to);
    while (depth > outside) {
      switch (next()) {
        case START -> copyTag(to);
        case TEXT -> to.content(text());
        case END -> copyTag(to);
        case END_OF_DOCUMENT -> throw refuse();
      }
    }
  }

  /**
   * Reads the text of the element that starts here, and its end.
   *
   * @throws S3Exception when it holds elements
   */
  String readText() {
    String text = "";
    Event event = next();
    if (event == Event.TEXT) {
      text = text();
      event = next();
    }
    if (event != Event.END) {
      throw refuse();
    }
    return text;
  }

  /**
   * Reads the text of the element that starts here, and its end, as a whole number.
   *
   * @return 0 or more
   * @throws S3Exception when it is not that
   */
  long readNumber() {
    return number(readText().strip());
  }

  /**
   * Reads a {@linkplain #readNumber number} that is not large. Backends write nothing where they
   * have none.
   *
   * @return 0 or more
   * @throws S3Exception when it is not that
   */
  int readCount() {
    String text = readText().strip();
    long count = text.isEmpty() ? 0 : number(text);
    if (count > Integer.MAX_VALUE) {
      throw refuse();
    }
    return (int) count;
  }

  /**
   * Reads the text of the element that starts here, and its end, as a boolean.
   *
   * @throws S3Exception when it is neither true nor false
   */
  boolean readFlag() {
    return switch (readText().strip()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw refuse();
    };
  }

  /** Passes over the element that starts here, its end included. */
  void skip() {
    int outside = depth - 1;
    while (depth > outside) {
      if (next() == Event.END_OF_DOCUMENT) {
        throw refuse();
      }
    }
  }

  /**
   * Passes over white space to the next child of the element that is open.
   *
   * @return false when the element ends instead
   * @throws S3Exception when there is text between
   */
  boolean nextChild() {
    while (true) {
      switch (next()) {
        case START -> {
          return true;
        }
        case END -> {
          return false;
        }
        case TEXT -> {
          if (!text().isBlank()) {
            throw refuse();
          }
        }
        case END_OF_DOCUMENT -> throw refuse();
      }
    }
  }

  /**
   * Goes to the root element.
   *
   * @throws S3Exception when it has another name
   */
  void requireRoot(String name) {
    if (next() != Event.START || !name().equals(name)) {
      throw refuse();
    }
  }

  /** Reads to the end of the document, for its well-formedness. */
  void requireEnd() {
    if (next() != Event.END_OF_DOCUMENT) {
      throw refuse();
    }
  }

  /** The error with which this document is refused. */
  S3Exception refuse() {
    return new S3Exception(refusal);
  }

  private long number(String text) {
    long number;
    try {
      number = Long.parseLong(text);
    } catch (NumberFormatException notANumber) {
      throw refuse();
    }
    if (number < 0) {
      throw refuse();
    }
    return number;
  }

  private XmlNode here() {
    return nodes.get(next - 1);
  }
}
