package io.sealgate.s3.read;

/**
 * The bytes of an object that a range selects: at least one, all of them there.
 *
 * @param firstByte offset of the first
 * @param lengthBytes how many, 1 or more
 * @param objectLengthBytes the length of the whole object
 */
public record ResolvedRange(long firstByte, long lengthBytes, long objectLengthBytes) {

  /** Checks that the range lies within the object. */
  public ResolvedRange {
    if (firstByte < 0 || lengthBytes < 1 || lengthBytes > objectLengthBytes - firstByte) {
      throw new IllegalArgumentException("a range outside its object");
    }
  }

  /** The value of Content-Range in a 206 answer (RFC 9110, section 14.4). */
  public String contentRange() {
    return "bytes " + firstByte + "-" + (firstByte + lengthBytes - 1) + "/" + objectLengthBytes;
  }
}
