package io.sealgate.crypto.key;

import io.sealgate.crypto.Hkdf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The record key and the note key of one object (FORMAT §1): all that Complete and ListParts need,
 * so that the upload document never holds the object secret. Closing it zeroes both.
 */
public final class MultipartKeys implements AutoCloseable {

  /** How long the two keys are together, in the form that the upload document holds. */
  public static final int LENGTH_BYTES = 2 * SecretBytes.KEY_BYTES;

  private static final byte[] RECORD_INFO = "SG1 record".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NOTE_INFO = "SG1 note".getBytes(StandardCharsets.US_ASCII);

  private final SecretBytes recordKey;
  private final SecretBytes noteKey;

  private MultipartKeys(byte[] recordKey, byte[] noteKey) {
    this.recordKey = new SecretBytes(recordKey, SecretBytes.KEY_BYTES);
    this.noteKey = new SecretBytes(noteKey, SecretBytes.KEY_BYTES);
  }

  /**
   * The keys as the upload document holds them.
   *
   * @param stored record key, then note key, 64 bytes; zeroed by this call
   * @throws IllegalArgumentException when they are not 64
   */
  public static MultipartKeys owning(byte[] stored) {
    if (stored.length != LENGTH_BYTES) {
      throw new IllegalArgumentException("multipart keys of " + stored.length + " bytes");
    }
    MultipartKeys keys =
        new MultipartKeys(
            Arrays.copyOfRange(stored, 0, SecretBytes.KEY_BYTES),
            Arrays.copyOfRange(stored, SecretBytes.KEY_BYTES, LENGTH_BYTES));
    Arrays.fill(stored, (byte) 0);
    return keys;
  }

  static MultipartKeys derive(List<ObjectSecret> layers) {
    byte[] joined = new byte[layers.size() * ObjectSecret.LENGTH_BYTES];
    try {
      for (int i = 0; i < layers.size(); i++) {
        byte[] secret = layers.get(i).borrow();
        System.arraycopy(secret, 0, joined, i * ObjectSecret.LENGTH_BYTES, secret.length);
      }
      return new MultipartKeys(
          Hkdf.sha512(joined, new byte[0], RECORD_INFO, SecretBytes.KEY_BYTES),
          Hkdf.sha512(joined, new byte[0], NOTE_INFO, SecretBytes.KEY_BYTES));
    } finally {
      Arrays.fill(joined, (byte) 0);
    }
  }

  /**
   * The key that seals completion records, borrowed: never to keep, change or copy.
   *
   * @throws IllegalStateException when the keys have been closed
   */
  public byte[] borrowRecordKey() {
    return recordKey.borrow();
  }

  /**
   * The key that seals part notes, borrowed: never to keep, change or copy.
   *
   * @throws IllegalStateException when the keys have been closed
   */
  public byte[] borrowNoteKey() {
    return noteKey.borrow();
  }

  /**
   * Both keys in the form that {@link #owning} takes, to be sealed into the upload document.
   *
   * @return 64 fresh bytes, the caller's to zero
   * @throws IllegalStateException when the keys have been closed
   */
  public byte[] toStored() {
    byte[] stored = Arrays.copyOf(recordKey.borrow(), LENGTH_BYTES);
    System.arraycopy(noteKey.borrow(), 0, stored, SecretBytes.KEY_BYTES, SecretBytes.KEY_BYTES);
    return stored;
  }

  /** Zeroes both keys; safe to call more than once. */
  @Override
  public void close() {
    recordKey.close();
    noteKey.close();
  }

  @Override
  public String toString() {
    return "MultipartKeys[secret]";
  }
}
