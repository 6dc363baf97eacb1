package io.sealgate.proxy.config.schema;

import java.util.List;
import java.util.Map;

/** A piece of a YAML document. Scalars keep their text as written: nothing is guessed from it. */
sealed interface YamlNode {

  /** The line on which it begins, from 1; 0 for what is not from a file. */
  int line();

  /** What it is, for messages. */
  String kind();

  /**
   * Keys and their values, in the order of the file.
   *
   * @param line where it begins
   * @param entries without duplicates
   */
  record Mapping(int line, Map<String, YamlNode> entries) implements YamlNode {

    @Override
    public String kind() {
      return "a mapping";
    }
  }

  /**
   * A list.
   *
   * @param line where it begins
   * @param items in order
   */
  record Sequence(int line, List<YamlNode> items) implements YamlNode {

    @Override
    public String kind() {
      return "a list";
    }
  }

  /**
   * A single value.
   *
   * @param line where it begins
   * @param text without quotes
   */
  record Scalar(int line, String text) implements YamlNode {

    @Override
    public String kind() {
      return "a single value";
    }

    /** Without the text, which may be a secret. */
    @Override
    public String toString() {
      return "Scalar[line " + line + "]";
    }
  }

  /**
   * A key without a value.
   *
   * @param line where it stands
   */
  record Nothing(int line) implements YamlNode {

    @Override
    public String kind() {
      return "nothing";
    }
  }
}
