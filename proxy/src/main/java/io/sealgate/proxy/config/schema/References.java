package io.sealgate.proxy.config.schema;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a scalar may refer to: {@code ${file:PATH}} is a file's content without its last line break,
 * {@code ${env:NAME}} an environment variable; a doubled dollar sign before a brace is a literal
 * one. What they yield is not looked into again.
 */
final class References {

  /** More than any secret or certificate needs. */
  static final int MAX_FILE_BYTES = 64 * 1024;

  private final Path folder;
  private final UnaryOperator<@Nullable String> environment;

  /**
   * Where to look.
   *
   * @param folder what relative paths are relative to
   * @param environment value of a variable, null when it is not set
   */
  References(Path folder, UnaryOperator<@Nullable String> environment) {
    this.folder = folder;
    this.environment = environment;
  }

  /** A path of the configuration, absolute. */
  Path resolve(String path) {
    return folder.resolve(path).toAbsolutePath().normalize();
  }

  /**
   * The bytes that a scalar stands for.
   *
   * @throws IllegalArgumentException with a sentence that shows the reference, never what it yields
   */
  byte[] expand(String text) {
    ErasableBytes expanded = new ErasableBytes();
    try {
      int start = 0;
      for (int at = text.indexOf("${"); at >= 0; at = text.indexOf("${", start)) {
        if (at > start && text.charAt(at - 1) == '$') {
          expanded.writeText(text, start, at - 1);
          expanded.writeText("${", 0, 2);
          start = at + 2;
          continue;
        }
        expanded.writeText(text, start, at);
        int end = text.indexOf('}', at);
        if (end < 0) {
          throw new IllegalArgumentException("a reference that begins with ${ has no }");
        }
        byte[] value = value(text.substring(at + 2, end));
        expanded.writeBytes(value);
        Arrays.fill(value, (byte) 0);
        start = end + 1;
      }
      expanded.writeText(text, start, text.length());
      return expanded.toByteArray();
    } finally {
      expanded.erase();
    }
  }

  private byte[] value(String reference) {
    if (reference.startsWith("env:")) {
      String value = environment.apply(reference.substring("env:".length()));
      if (value == null) {
        throw new IllegalArgumentException(
            "the environment variable of " + show(reference) + " is not set");
      }
      return value.getBytes(StandardCharsets.UTF_8);
    }
    if (reference.startsWith("file:")) {
      return content(resolve(reference.substring("file:".length())), reference);
    }
    throw new IllegalArgumentException("a reference is ${file:PATH} or ${env:NAME}");
  }

  private static byte[] content(Path file, String reference) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_FILE_BYTES + 1);
      if (bytes.length > MAX_FILE_BYTES) {
        throw new IllegalArgumentException(
            "the file of " + show(reference) + " is larger than " + MAX_FILE_BYTES + " bytes");
      }
      int length = bytes.length;
      if (length > 0 && bytes[length - 1] == '\n') {
        length--;
        if (length > 0 && bytes[length - 1] == '\r') {
          length--;
        }
      }
      byte[] line = Arrays.copyOf(bytes, length);
      Arrays.fill(bytes, (byte) 0);
      return line;
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("the file of " + show(reference) + " does not exist", e);
    } catch (IOException e) {
      throw new IllegalArgumentException("the file of " + show(reference) + " cannot be read", e);
    }
  }

  private static String show(String reference) {
    return "${" + reference + "}";
  }

  /** A buffer that can be zeroed. */
  private static final class ErasableBytes extends ByteArrayOutputStream {

    void writeText(String text, int from, int to) {
      writeBytes(text.substring(from, to).getBytes(StandardCharsets.UTF_8));
    }

    void erase() {
      Arrays.fill(buf, (byte) 0);
    }
  }
}
