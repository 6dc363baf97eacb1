package io.sealgate.crypto.cbor;

import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.IntegrityException.Reason;
import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.util.ByteArrayBuilder;
import tools.jackson.dataformat.cbor.CBORFactory;

/**
 * Encodes values to the one encoding that RFC 8949 §4.2.1 allows, and decodes nothing else.
 *
 * <p>The rule is enforced by one comparison: a decoded value must encode to the very bytes it came
 * from. That refuses indefinite lengths, longer than shortest forms, unsorted or repeated keys,
 * text keys that look like numbers, ill-formed UTF-8, tags and trailing bytes, all at once.
 */
public final class DeterministicCbor {

  /** Nothing in the format nests deeper than a map of arrays of arrays. */
  private static final int MAX_DEPTH = 4;

  private static final int MAX_TEXT_CHARACTERS = 1 << 16;

  private static final CBORFactory FACTORY =
      CBORFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_TEXT_CHARACTERS)
                  .maxNameLength(64)
                  .maxNumberLength(64)
                  .build())
          .build();

  private DeterministicCbor() {}

  /**
   * The encoding of a value.
   *
   * @param form how it is written
   * @param value what to encode
   */
  public static <T> byte[] encode(CborForm<T> form, T value) {
    ByteArrayBuilder buffer = new ByteArrayBuilder();
    try (var generator = FACTORY.createGenerator(ObjectWriteContext.empty(), buffer)) {
      form.write(value, new CborWriter(generator));
    }
    return buffer.toByteArray();
  }

  /**
   * The value that some bytes encode.
   *
   * @param form how it is read, and written again to compare
   * @param encoded the encoding, all of it
   * @param maxBytes longer encodings are refused unread
   * @param reason what to call the piece when it does not decode
   * @throws IntegrityException when the bytes are anything but the deterministic encoding of a
   *     valid value
   */
  public static <T> T decode(CborForm<T> form, byte[] encoded, int maxBytes, Reason reason) {
    if (encoded.length > maxBytes) {
      throw new IntegrityException(reason, "CBOR is longer than " + maxBytes + " bytes");
    }
    T value;
    try (var parser = FACTORY.createParser(ObjectReadContext.empty(), encoded)) {
      value = form.read(new CborReader(parser, reason));
    } catch (JacksonException | IllegalArgumentException e) {
      // The cause's text may quote the input, so it is not carried on.
      throw new IntegrityException(reason, "CBOR is malformed");
    }
    if (!Arrays.equals(encoded, encode(form, value))) {
      throw new IntegrityException(reason, "CBOR is not in its deterministic encoding");
    }
    return value;
  }
}
