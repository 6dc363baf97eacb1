package io.sealgate.s3.xml;

/** A piece of a document, in the order in which it stands there. */
sealed interface XmlNode {

  /**
   * An element starts.
   *
   * @param name its local name
   * @param tag its start tag, namespaces and attributes included, as it is to be written again
   */
  record Start(String name, String tag) implements XmlNode {}

  /**
   * Text between two tags, all of it.
   *
   * @param text as it is meant: references are replaced
   */
  record Text(String text) implements XmlNode {}

  /**
   * An element ends.
   *
   * @param name its local name
   * @param tag its end tag
   */
  record End(String name, String tag) implements XmlNode {}
}
