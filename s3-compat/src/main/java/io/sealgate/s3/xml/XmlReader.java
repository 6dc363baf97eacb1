package io.sealgate.s3.xml;

import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads a document that is not trusted, once and whole. Accepts UTF-8 without a document type only;
 * comments and processing instructions are passed over. Never resolves anything outside the
 * document.
 */
final class XmlReader {

  private static final XMLInputFactory FACTORY = hardenedFactory();
  private static final int MOST_DEPTH = 16;

  private final S3Error refusal;
  private final XMLStreamReader reader;
  private final List<XmlNode> nodes = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  /** Tags without attributes, by their names: a listing has a handful, thousands of times. */
  private final Map<String, XmlNode.Start> plainStarts = new HashMap<>();

  private final Map<String, XmlNode.End> ends = new HashMap<>();
  private int eventsLeft;
  private int depth;

  private XmlReader(S3Error refusal, String document, int mostEvents) throws XMLStreamException {
    this.refusal = refusal;
    this.eventsLeft = mostEvents;
    this.reader = FACTORY.createXMLStreamReader(new StringReader(document));
  }

  /**
   * Reads a document.
   *
   * @param refusal the error when it is not well-formed or exceeds a limit
   * @param document the whole document
   * @param mostBytes the longest that is accepted
   * @param mostEvents how many elements, ends, texts and comments are accepted
   */
  static List<XmlNode> read(S3Error refusal, byte[] document, int mostBytes, int mostEvents) {
    if (document.length > mostBytes) {
      throw new S3Exception(refusal);
    }
    try {
      return new XmlReader(refusal, DocumentText.decode(document), mostEvents).read();
    } catch (CharacterCodingException | XMLStreamException malformed) {
      throw new S3Exception(refusal);
    }
  }

  private List<XmlNode> read() {
    while (true) {
      switch (advance()) {
        case XMLStreamConstants.START_ELEMENT -> start();
        case XMLStreamConstants.END_ELEMENT -> end();
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            text();
        case XMLStreamConstants.COMMENT, XMLStreamConstants.PROCESSING_INSTRUCTION -> count();
        case XMLStreamConstants.END_DOCUMENT -> {
          return nodes;
        }
        // A document type, a reference to an entity, or something that StAX may invent.
        default -> throw refuse();
      }
    }
  }

  private void start() {
    count();
    endText();
    depth++;
    if (depth > MOST_DEPTH) {
      throw refuse();
    }
    nodes.add(
        reader.getNamespaceCount() + reader.getAttributeCount() == 0
            ? plainStarts.computeIfAbsent(qualifiedName(), this::startNode)
            : startNode(qualifiedName()));
  }

  private void end() {
    count();
    endText();
    depth--;
    nodes.add(
        ends.computeIfAbsent(
            qualifiedName(), name -> new XmlNode.End(reader.getLocalName(), "</" + name + ">")));
  }

  private void text() {
    if (depth > 0) {
      // The parser breaks a text at each reference; how many pieces it has, its length bounds.
      if (text.isEmpty()) {
        count();
      }
      text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
    }
  }

  /** What StAX reports piece by piece is one text. */
  private void endText() {
    if (!text.isEmpty()) {
      nodes.add(new XmlNode.Text(text.toString()));
      text.setLength(0);
    }
  }

  private XmlNode.Start startNode(String qualifiedName) {
    XmlText tag = XmlText.fragment().raw("<").raw(qualifiedName);
    for (int i = 0; i < reader.getNamespaceCount(); i++) {
      String prefix = reader.getNamespacePrefix(i);
      String uri = reader.getNamespaceURI(i);
      tag.attribute(
          prefix == null || prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix, uri == null ? "" : uri);
    }
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      String name = qualified(reader.getAttributePrefix(i), reader.getAttributeLocalName(i));
      tag.attribute(name, reader.getAttributeValue(i));
    }
    return new XmlNode.Start(reader.getLocalName(), tag.raw(">").toString());
  }

  private String qualifiedName() {
    return qualified(reader.getPrefix(), reader.getLocalName());
  }

  private static String qualified(@Nullable String prefix, String local) {
    return prefix == null || prefix.isEmpty() ? local : prefix + ":" + local;
  }

  private int advance() {
    try {
      return reader.next();
    } catch (XMLStreamException | RuntimeException malformed) {
      // The JDK's parser reports some malformed documents by unchecked exceptions.
      throw refuse();
    }
  }

  private void count() {
    eventsLeft--;
    if (eventsLeft < 0) {
      throw refuse();
    }
  }

  private S3Exception refuse() {
    return new S3Exception(refusal);
  }

  private static XMLInputFactory hardenedFactory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    // They count &amp; and its like, of which a list of keys may be full; a document can declare no
    // entities of its own, and its length is limited.
    factory.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "0");
    factory.setProperty("jdk.xml.totalEntitySizeLimit", "0");
    factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
      throw new XMLStreamException("nothing outside the document is resolved");
    });
    return factory;
  }
}
