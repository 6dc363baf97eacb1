package io.sealgate.s3.xml;

import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Walks through the elements and texts of a document that is not trusted. Accepts UTF-8 without a
 * document type only; comments and processing instructions are passed over. Never resolves anything
 * outside the document.
 */
final class XmlEvents {

  /** What the walk stands on. */
  enum Event {
    START,
    TEXT,
    END,
    END_OF_DOCUMENT
  }

  private static final XMLInputFactory FACTORY = hardenedFactory();
  private static final int MOST_DEPTH = 16;

  private final S3Error refusal;
  private final XMLStreamReader reader;
  private int eventsLeft;
  private int depth;

  private XmlEvents(S3Error refusal, String text, int mostEvents) throws XMLStreamException {
    this.refusal = refusal;
    this.eventsLeft = mostEvents;
    this.reader = FACTORY.createXMLStreamReader(new StringReader(text));
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
    if (document.length > mostBytes) {
      throw new S3Exception(refusal);
    }
    try {
      return new XmlEvents(refusal, DocumentText.decode(document), mostEvents);
    } catch (CharacterCodingException | XMLStreamException malformed) {
      throw new S3Exception(refusal);
    }
  }

  /** Goes on to the next event. */
  Event next() {
    while (true) {
      switch (advance()) {
        case XMLStreamConstants.START_ELEMENT -> {
          depth++;
          if (depth > MOST_DEPTH) {
            throw refuse();
          }
          return counted(Event.START);
        }
        case XMLStreamConstants.END_ELEMENT -> {
          depth--;
          return counted(Event.END);
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
          if (depth > 0) {
            return counted(Event.TEXT);
          }
        }
        case XMLStreamConstants.END_DOCUMENT -> {
          return Event.END_OF_DOCUMENT;
        }
        case XMLStreamConstants.COMMENT, XMLStreamConstants.PROCESSING_INSTRUCTION ->
            counted(Event.TEXT);
        // A document type, a reference to an entity, or something that StAX may invent.
        default -> throw refuse();
      }
    }
  }

  /** The local name of the element that starts or ends here. */
  String name() {
    return reader.getLocalName();
  }

  /** The text that stands here; long ones may come in pieces. */
  String text() {
    return reader.getText();
  }

  /** How many elements are open; an element that starts here counts. */
  int depth() {
    return depth;
  }

  /** The start tag as it is to be written again. */
  void copyStart(XmlText to) {
    to.raw("<").raw(qualified(reader.getPrefix(), reader.getLocalName()));
    for (int i = 0; i < reader.getNamespaceCount(); i++) {
      String prefix = reader.getNamespacePrefix(i);
      String uri = reader.getNamespaceURI(i);
      to.attribute(
          prefix == null || prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix, uri == null ? "" : uri);
    }
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      String name = qualified(reader.getAttributePrefix(i), reader.getAttributeLocalName(i));
      to.attribute(name, reader.getAttributeValue(i));
    }
    to.raw(">");
  }

  /** The end tag as it is to be written again. */
  void copyEnd(XmlText to) {
    to.raw("</").raw(qualified(reader.getPrefix(), reader.getLocalName())).raw(">");
  }

  /** Copies the element that starts here with all it holds. */
  void copyElement(XmlText to) {
    int outside = depth - 1;
    copyStart(to);
    while (depth > outside) {
      switch (next()) {
        case START -> copyStart(to);
        case TEXT -> to.content(text());
        case END -> copyEnd(to);
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
    StringBuilder text = new StringBuilder();
    while (true) {
      switch (next()) {
        case TEXT -> text.append(text());
        case END -> {
          return text.toString();
        }
        case START, END_OF_DOCUMENT -> throw refuse();
      }
    }
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

  private int advance() {
    try {
      return reader.next();
    } catch (XMLStreamException | RuntimeException malformed) {
      // The JDK's parser reports some malformed documents by unchecked exceptions.
      throw refuse();
    }
  }

  private Event counted(Event event) {
    eventsLeft--;
    if (eventsLeft < 0) {
      throw refuse();
    }
    return event;
  }

  private static String qualified(@Nullable String prefix, String local) {
    return prefix == null || prefix.isEmpty() ? local : prefix + ":" + local;
  }

  private static XMLInputFactory hardenedFactory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
      throw new XMLStreamException("nothing outside the document is resolved");
    });
    return factory;
  }
}
