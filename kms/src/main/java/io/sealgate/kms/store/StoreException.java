package io.sealgate.kms.store;

import org.jspecify.annotations.Nullable;

/**
 * The store cannot be opened, read or written; the message is one sentence for the operator and
 * holds nothing secret.
 */
public final class StoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * What is wrong.
   *
   * @param sentence for the operator, with the path concerned
   */
  public StoreException(String sentence) {
    this(sentence, null);
  }

  /**
   * What is wrong, and why.
   *
   * @param sentence for the operator, with the path concerned
   * @param cause the failure of the file system
   */
  public StoreException(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
