package io.sealgate.s3.sse;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The encryption context that a client adds to what KMS authenticates: string pairs, and the JSON
 * that said so, byte for byte, because that is what the envelope keeps (object format, section 3).
 */
public final class ClientContext {

  /** No context of the client's own. */
  public static final ClientContext NONE = new ClientContext(new byte[0], Map.of());

  private final byte[] json;
  private final Map<String, String> pairs;

  /**
   * A context that was checked.
   *
   * @param json the JSON as given, not copied
   * @param pairs what it says
   */
  ClientContext(byte[] json, Map<String, String> pairs) {
    this.json = json;
    this.pairs = Collections.unmodifiableMap(new LinkedHashMap<>(pairs));
  }

  /**
   * The context that an envelope keeps.
   *
   * @param json UTF-8 JSON of one object of strings; empty for no context
   * @return the context
   * @throws io.sealgate.s3.S3Exception InvalidArgument when it is not what a request may send
   */
  public static ClientContext ofJson(byte[] json) {
    return json.length == 0 ? NONE : ContextParser.parseJson(json.clone());
  }

  /** Whether the client gave none. */
  public boolean isEmpty() {
    return pairs.isEmpty();
  }

  /** The JSON as the client gave it; a copy, empty when there is none. */
  public byte[] json() {
    return json.clone();
  }

  /** The pairs, in the client's order. */
  public Map<String, String> pairs() {
    return pairs;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClientContext context && Arrays.equals(json, context.json);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(json);
  }

  /** Names only: values may be confidential. */
  @Override
  public String toString() {
    return "ClientContext" + pairs.keySet();
  }
}
