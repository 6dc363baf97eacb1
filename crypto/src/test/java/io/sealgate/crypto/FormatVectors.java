package io.sealgate.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The object format's known answers, and randomness that repeats them. */
public final class FormatVectors {

  private FormatVectors() {}

  /** The whole file. */
  public static JsonNode tree() {
    try (InputStream in =
        Objects.requireNonNull(
            FormatVectors.class.getResourceAsStream("/vectors/object-format.json"))) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The bytes of a hexadecimal string. */
  public static byte[] hex(JsonNode node) {
    return HexFormat.of().parseHex(node.asString());
  }

  /** Randomness that gives out these arrays, one a call, and then no more. */
  public static RandomBytes script(List<byte[]> answers) {
    ArrayDeque<byte[]> left = new ArrayDeque<>(answers);
    return target -> {
      byte[] answer = left.removeFirst();
      if (answer.length != target.length) {
        throw new AssertionError("asked for " + target.length + ", scripted " + answer.length);
      }
      System.arraycopy(answer, 0, target, 0, answer.length);
    };
  }

  /** The bytes {@code first}, {@code first + 1}, and so on. */
  public static byte[] counting(int first, int lengthBytes) {
    byte[] bytes = new byte[lengthBytes];
    for (int i = 0; i < lengthBytes; i++) {
      bytes[i] = (byte) (first + i);
    }
    return bytes;
  }
}
