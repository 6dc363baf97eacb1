package io.sealgate.proxy.config.schema;

/**
 * A value of the file that is being read: where it stands, and what it says.
 *
 * @param path the full key: {@code encryption.rules[0].mode}; empty at the root
 * @param node what is there
 * @param references for scalars that refer to files or the environment
 */
record Place(String path, YamlNode node, References references) {

  /** The value of a key of this mapping. */
  Place key(String name, YamlNode value) {
    return new Place(path.isEmpty() ? name : path + "." + name, value, references);
  }

  /** An item of this list, from 0. */
  Place item(int index, YamlNode value) {
    return new Place(path + "[" + index + "]", value, references);
  }

  /** What stops the start: key, sentence and line. */
  ConfigException refuse(String sentence) {
    String subject = path.isEmpty() ? "the configuration" : path;
    return new ConfigException(
        (node.line() > 0 ? "line " + node.line() + ": " : "") + subject + ": " + sentence);
  }
}
