package io.sealgate.crypto.cbor;

/**
 * How one kind of value is read from and written to CBOR. {@link DeterministicCbor} joins both
 * directions: what {@link #write} would not produce byte for byte is refused.
 *
 * @param <T> the kind of value
 */
public interface CborForm<T> {

  /**
   * Reads the value, which starts at the reader's position.
   *
   * @param in where from
   * @return a valid value
   * @throws io.sealgate.crypto.IntegrityException when what is there is not such a value
   * @throws IllegalArgumentException when what is there makes no valid value
   */
  T read(CborReader in);

  /**
   * Writes the value in its one form: keys in ascending order, optional entries only when present.
   *
   * @param value what to write
   * @param out where to
   */
  void write(T value, CborWriter out);
}
