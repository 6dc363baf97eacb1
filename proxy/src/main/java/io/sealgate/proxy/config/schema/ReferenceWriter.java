package io.sealgate.proxy.config.schema;

import java.util.Iterator;
import java.util.Map;

/**
 * Writes the description of a file as a commented file. Keys with a default stand there with it;
 * what may be left out without one is commented out by a {@code #} without a space, so that
 * removing the {@code #} sets it.
 */
public final class ReferenceWriter {

  private static final int WIDTH = 100;
  private static final String INDENT = "  ";

  private final StringBuilder out = new StringBuilder();

  private ReferenceWriter() {}

  /** The whole reference, as YAML. */
  public static String write(Group<?> root) {
    ReferenceWriter writer = new ReferenceWriter();
    writer.group(root, "", "");
    return writer.out.toString();
  }

  private void group(Group<?> group, String indent, String mark) {
    for (Setting<?> setting : group.settings()) {
      if (indent.isEmpty() && !out.isEmpty()) {
        out.append('\n');
      }
      setting(setting, indent, mark);
    }
  }

  private void setting(Setting<?> setting, String indent, String inheritedMark) {
    String mark = hasNoDefault(setting) ? "#" : inheritedMark;
    comment(indent, setting.description());
    String key = indent + mark + setting.name() + ":";
    String deeper = indent + INDENT;
    switch (setting.type()) {
      case Scalar<?> scalar -> {
        comment(indent, "Allowed: " + scalar.allowed() + "." + absence(setting));
        out.append(key).append(' ').append(setting.sample()).append('\n');
      }
      case Group<?> group -> {
        out.append(key).append('\n');
        group(group, deeper, mark);
      }
      case Choice<?> choice -> {
        out.append(key).append('\n');
        choice(choice, deeper, mark);
      }
      case ListOf<?> list -> list(setting, list, key, indent, mark);
      case NotYet notYet -> {
        comment(indent, "Not supported yet: " + notYet.feature() + ".");
        out.append(indent).append('#').append(setting.name()).append(": …\n");
      }
    }
  }

  private void choice(Choice<?> choice, String indent, String mark) {
    comment(indent, "Allowed: " + String.join(", ", choice.variants().keySet()) + ".");
    Iterator<? extends Map.Entry<String, ? extends Group<?>>> variants =
        choice.variants().entrySet().iterator();
    for (boolean first = true; variants.hasNext(); first = false) {
      Map.Entry<String, ? extends Group<?>> variant = variants.next();
      String variantMark = first ? mark : "#";
      if (!first) {
        comment(indent, "Or:");
      }
      out.append(indent).append(variantMark).append(choice.discriminator());
      out.append(": ").append(variant.getKey()).append('\n');
      group(variant.getValue(), indent, variantMark);
    }
  }

  private void list(Setting<?> setting, ListOf<?> list, String key, String indent, String mark) {
    boolean required = setting.absence() == Setting.Absence.REFUSED;
    if (list.items() instanceof Group<?> group) {
      out.append(required ? key : key + " " + setting.sample()).append('\n');
      String itemMark = required ? mark : "#";
      out.append(indent).append(INDENT).append(itemMark).append("-\n");
      group(group, indent + INDENT + INDENT, itemMark);
    } else {
      comment(indent, "Allowed: " + list.allowed() + "." + absence(setting));
      out.append(key).append(' ').append(setting.sample()).append('\n');
    }
  }

  /** Whether nothing is to be written unless a value is chosen: a group of such keys included. */
  private static boolean hasNoDefault(Setting<?> setting) {
    return setting.absence() == Setting.Absence.NULL
        || (setting.type() instanceof Group<?> group
            && group.settings().stream().allMatch(ReferenceWriter::hasNoDefault));
  }

  private static String absence(Setting<?> setting) {
    return switch (setting.absence()) {
      case REFUSED -> " Required.";
      case DEFAULT -> " Default: " + setting.sample() + ".";
      case NULL -> "";
    };
  }

  private void comment(String indent, String sentences) {
    int length = 0;
    for (String word : sentences.split(" ", -1)) {
      if (length == 0) {
        out.append(indent).append('#');
        length = indent.length() + 1;
      } else if (length + 1 + word.length() > WIDTH) {
        out.append('\n').append(indent).append('#');
        length = indent.length() + 1;
      }
      out.append(' ').append(word);
      length += 1 + word.length();
    }
    out.append('\n');
  }
}
