package io.sealgate.crypto.key;

import io.sealgate.crypto.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * For whom and for what a data key is: cached keys never serve another scope.
 *
 * @param principal who asks, by a name that no other principal has
 * @param keyId the KMS key as it was asked for: id, ARN or alias
 * @param encryptionContext the KMS encryption context, copied
 * @param layer the layer it seals, from 0: the layers of DSSE-KMS never share a data key
 */
public record KeyScope(
    String principal, String keyId, Map<String, String> encryptionContext, int layer) {

  /** Copies the context in. */
  public KeyScope {
    Objects.requireNonNull(principal);
    Objects.requireNonNull(keyId);
    encryptionContext = Map.copyOf(encryptionContext);
  }

  /** What a cached entry is for, in the first byte of its id. */
  enum Use {
    SEALING((byte) 1),
    OPENING((byte) 2);

    private final byte tag;

    Use(byte tag) {
      this.tag = tag;
    }
  }

  /**
   * The id of a cache entry: a hash of everything that must agree, each piece behind its length and
   * the context in the order of its keys, so that no two scopes share one.
   *
   * @param wrapped the wrapped key to open; empty for sealing
   */
  Bytes entryId(Use use, Bytes wrapped) {
    MessageDigest digest = sha256();
    digest.update(use.tag);
    digest.update((byte) layer);
    update(digest, principal);
    update(digest, keyId);
    update(digest, wrapped.toArray());
    Map<String, String> sorted =
        encryptionContext.size() > 1 ? new TreeMap<>(encryptionContext) : encryptionContext;
    sorted.forEach((name, value) -> {
      update(digest, name);
      update(digest, value);
    });
    return Bytes.copyOf(digest.digest());
  }

  private static void update(MessageDigest digest, String text) {
    update(digest, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void update(MessageDigest digest, byte[] piece) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(piece.length).flip());
    digest.update(piece);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
