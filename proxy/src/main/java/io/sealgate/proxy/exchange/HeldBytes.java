package io.sealgate.proxy.exchange;

import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Bytes that come piece by piece and are held up to a limit. Room is doubled when there is none: it
 * used to grow by one piece, and a body of a million chunks of one byte, copied for each, kept an
 * event loop busy for minutes.
 */
final class HeldBytes {

  private final int limitBytes;
  private byte[] bytes = new byte[0];
  private int lengthBytes;

  HeldBytes(int limitBytes) {
    this.limitBytes = limitBytes;
  }

  /**
   * Where the next piece goes.
   *
   * @param boundBytes how long it is at most
   * @return what {@link #keep} takes back, its position moved behind the piece
   */
  ByteBuffer room(int boundBytes) {
    int neededBytes = Math.addExact(lengthBytes, boundBytes);
    if (neededBytes > bytes.length) {
      int doubledBytes = (int) Math.min(2L * bytes.length, limitBytes);
      bytes = Arrays.copyOf(bytes, Math.max(neededBytes, doubledBytes));
    }
    return ByteBuffer.wrap(bytes, lengthBytes, bytes.length - lengthBytes);
  }

  /**
   * Keeps a piece.
   *
   * @throws S3Exception EntityTooLarge when there are more bytes than may be held
   */
  void keep(ByteBuffer filled) {
    lengthBytes = filled.position();
    if (lengthBytes > limitBytes) {
      throw new S3Exception(S3Error.ENTITY_TOO_LARGE);
    }
  }

  /** All that is held; the caller's from now on. */
  byte[] toArray() {
    return bytes.length == lengthBytes ? bytes : Arrays.copyOf(bytes, lengthBytes);
  }
}
