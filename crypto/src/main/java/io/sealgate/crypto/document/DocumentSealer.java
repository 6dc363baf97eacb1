package io.sealgate.crypto.document;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.IntegrityException.Reason;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.crypto.aead.AesGcm;
import io.sealgate.crypto.key.CommittedKey;
import io.sealgate.crypto.key.DataKey;
import io.sealgate.crypto.key.KeyEncryptionKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Seals documents and opens them (FORMAT §8), each under a key of its own that a fresh salt derives
 * from the data key. It keeps no key.
 */
public final class DocumentSealer {

  private static final byte[] INFO = "SG1 document".getBytes(StandardCharsets.US_ASCII);
  private static final byte VERSION = 1;

  private final AesGcm aesGcm;
  private final RandomBytes random;

  /**
   * A sealer.
   *
   * @param aesGcm the cipher
   * @param random where the salts come from
   */
  public DocumentSealer(AesGcm aesGcm, RandomBytes random) {
    this.aesGcm = aesGcm;
    this.random = random;
  }

  /**
   * Seals a document.
   *
   * @param content what it says, borrowed; at most {@link SealedDocument#MAX_CONTENT_BYTES}
   * @param binding what it is and belongs to
   * @param key a data key of the service key, borrowed
   * @throws IllegalArgumentException when the content is too long
   */
  public SealedDocument seal(byte[] content, DocumentBinding binding, DataKey key) {
    byte[] salt = random.bytes(CommittedKey.SALT_BYTES);
    try (CommittedKey documentKey = CommittedKey.derive(key.plaintext(), salt, INFO)) {
      // The salt makes each key serve once, so its IV can be zero.
      byte[] sealed =
          aesGcm.seal(
              documentKey.borrow(),
              new byte[AesGcm.IV_BYTES],
              aad(key.keyArn(), key.wrapped(), binding),
              content);
      return new SealedDocument(
          key.keyArn(),
          key.wrapped(),
          Bytes.copyOf(salt),
          Bytes.copyOf(documentKey.commitment()),
          Bytes.copyOf(sealed));
    }
  }

  /**
   * Opens a document.
   *
   * @param document as it was stored
   * @param binding what it should be and belong to
   * @param key the data key that KMS gave for {@link SealedDocument#wrappedKey}, borrowed
   * @return the content, for the caller to zero when it is secret
   * @throws IntegrityException ({@code DOCUMENT}) when the key is not the one that sealed, or
   *     anything of the document or its binding is not as it was sealed
   */
  public byte[] open(SealedDocument document, DocumentBinding binding, KeyEncryptionKey key) {
    try (CommittedKey documentKey = CommittedKey.derive(key, document.salt().toArray(), INFO)) {
      documentKey.requireCommitment(Reason.DOCUMENT, document.commitment().toArray());
      return aesGcm.open(
          Reason.DOCUMENT,
          documentKey.borrow(),
          new byte[AesGcm.IV_BYTES],
          aad(document.keyArn(), document.wrappedKey(), binding),
          document.sealed().toArray());
    }
  }

  private static byte[] aad(String keyArn, Bytes wrappedKey, DocumentBinding binding) {
    byte[] arn = keyArn.getBytes(StandardCharsets.UTF_8);
    ByteBuffer aad =
        ByteBuffer.allocate(
                INFO.length
                    + 1
                    + 2 * Integer.BYTES
                    + arn.length
                    + wrappedKey.lengthBytes()
                    + binding.lengthBytes())
            .put(INFO)
            .put(VERSION)
            .putInt(arn.length)
            .put(arn)
            .putInt(wrappedKey.lengthBytes())
            .put(wrappedKey.toArray());
    binding.appendTo(aad);
    return aad.array();
  }
}
