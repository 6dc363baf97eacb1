package io.sealgate.s3.body;

import io.sealgate.s3.S3Exception;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns a body as it was sent into the bytes that the client means, of exactly the length declared.
 */
sealed interface BodyDecoder permits AwsChunkedDecoder, PlainBody {

  /**
   * Decodes the remaining bytes.
   *
   * @param in borrowed for the call; its position ends at its limit
   * @param payload takes slices of {@code in}, valid as long as {@code in} is
   * @throws S3Exception when the body is not what it was declared to be
   */
  void update(ByteBuffer in, Consumer<ByteBuffer> payload);

  /**
   * Says that the body is complete.
   *
   * @throws S3Exception IncompleteBody when it is not
   */
  void finish();

  /** The value of the trailer that the head declared, once it came; null when there is none. */
  @Nullable String trailer();
}
