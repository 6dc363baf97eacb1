package io.sealgate.kms.engine;

import io.sealgate.kms.KmsError;
import io.sealgate.kms.KmsException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * An encryption context as bytes to authenticate: the pairs in the order of their keys, each key
 * and value as {@code u32 length || UTF-8}. No two contexts have the same bytes.
 */
final class EncryptionContext {

  private static final byte[] EMPTY = {};

  private EncryptionContext() {}

  /**
   * The bytes.
   *
   * @param context any strings, in any order
   * @throws KmsException ValidationException when it is longer than 8 KiB or no valid Unicode
   */
  static byte[] canonical(Map<String, String> context) {
    if (context.isEmpty()) {
      return EMPTY;
    }
    String[] keys = context.keySet().toArray(String[]::new);
    Arrays.sort(keys);
    ByteBuffer canonical =
        ByteBuffer.allocate(Limits.MAX_CONTEXT_BYTES + 2 * Integer.BYTES * keys.length);
    int room = Limits.MAX_CONTEXT_BYTES;
    for (String key : keys) {
      room = put(key, canonical, room);
      room = put(context.getOrDefault(key, ""), canonical, room);
    }
    return Arrays.copyOf(canonical.array(), canonical.position());
  }

  private static int put(String text, ByteBuffer canonical, int room) {
    ByteBuffer utf8;
    try {
      // Strict: a lone surrogate would become a question mark, and two contexts the same bytes.
      utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
    } catch (CharacterCodingException _) {
      throw new KmsException(KmsError.VALIDATION, "Encryption context is not valid UTF-8.");
    }
    if (utf8.remaining() > room) {
      throw new KmsException(KmsError.VALIDATION, "Encryption context is longer than 8192 bytes.");
    }
    int left = room - utf8.remaining();
    canonical.putInt(utf8.remaining()).put(utf8);
    return left;
  }
}
