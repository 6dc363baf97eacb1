package io.sealgate.s3.read;

import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.util.Optional;

/**
 * One range of bytes as a client asks for it (RFC 9110, section 14.1.2). What S3 does not serve as
 * a range - several ranges, other units, text that is no range - is no range at all, and the whole
 * object is the answer.
 */
public sealed interface ByteRange {

  /**
   * Both ends are named: {@code bytes=0-99}.
   *
   * @param firstByte offset of the first byte, 0 or more
   * @param lastByte offset of the last byte, not less than {@code firstByte}
   */
  record FromTo(long firstByte, long lastByte) implements ByteRange {
    /** Checks the order of the ends. */
    public FromTo {
      if (firstByte < 0 || lastByte < firstByte) {
        throw new IllegalArgumentException("no range: " + firstByte + "-" + lastByte);
      }
    }
  }

  /**
   * Everything from an offset on: {@code bytes=100-}.
   *
   * @param firstByte offset of the first byte, 0 or more
   */
  record From(long firstByte) implements ByteRange {
    /** Checks the offset. */
    public From {
      if (firstByte < 0) {
        throw new IllegalArgumentException("no offset: " + firstByte);
      }
    }
  }

  /**
   * The last bytes: {@code bytes=-100}.
   *
   * @param lengthBytes how many, 0 or more; 0 can never be satisfied
   */
  record Suffix(long lengthBytes) implements ByteRange {
    /** Checks the length. */
    public Suffix {
      if (lengthBytes < 0) {
        throw new IllegalArgumentException("no length: " + lengthBytes);
      }
    }
  }

  /**
   * Reads the value of a Range header.
   *
   * @param header the value as sent
   * @return the range; empty when the whole object is to be sent, which S3 does for everything that
   *     it does not understand
   */
  static Optional<ByteRange> parse(String header) {
    return RangeParser.parse(header);
  }

  /**
   * The bytes that the range selects of an object.
   *
   * @param objectLengthBytes the object's length, 0 or more
   * @return at least one byte
   * @throws S3Exception InvalidRange (416) when it selects none; so does every range of an empty
   *     object, as on AWS
   */
  default ResolvedRange resolve(long objectLengthBytes) {
    long first = firstByteOf(objectLengthBytes);
    if (first >= objectLengthBytes) {
      throw new S3Exception(S3Error.INVALID_RANGE)
          .with("RangeRequested", headerValue())
          .with("ActualObjectSize", Long.toString(objectLengthBytes));
    }
    long last =
        switch (this) {
          case FromTo range -> Math.min(range.lastByte(), objectLengthBytes - 1);
          case From _, Suffix _ -> objectLengthBytes - 1;
        };
    return new ResolvedRange(first, last - first + 1, objectLengthBytes);
  }

  /**
   * Whether the range selects any byte of an object.
   *
   * @param objectLengthBytes the object's length, 0 or more
   */
  default boolean isSatisfiable(long objectLengthBytes) {
    return firstByteOf(objectLengthBytes) < objectLengthBytes;
  }

  private long firstByteOf(long objectLengthBytes) {
    return switch (this) {
      case FromTo range -> range.firstByte();
      case From range -> range.firstByte();
      case Suffix suffix ->
          suffix.lengthBytes() == 0
              ? objectLengthBytes
              : Math.max(0, objectLengthBytes - suffix.lengthBytes());
    };
  }

  /** The value of a Range header that asks for this. */
  default String headerValue() {
    return switch (this) {
      case FromTo range -> "bytes=" + range.firstByte() + "-" + range.lastByte();
      case From range -> "bytes=" + range.firstByte() + "-";
      case Suffix suffix -> "bytes=-" + suffix.lengthBytes();
    };
  }
}
