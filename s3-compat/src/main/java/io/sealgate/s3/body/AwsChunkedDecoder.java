package io.sealgate.s3.body;

import io.sealgate.auth.sigv4.ChunkSignatures;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes the aws-chunked framing off a body, pushed piece by piece (S3 API reference, "Transferring
 * Payload in Multiple Chunks" and "Including Trailing Headers"). Hands out slices of its input and
 * never holds payload: a chunk's bytes are given away before its signature is known, so whoever
 * takes them must withhold the end of what it makes of them until {@link #finish} has returned.
 *
 * <p>Used by one thread at a time. Once a call has thrown, every later one throws.
 */
final class AwsChunkedDecoder implements BodyDecoder {

  private enum State {
    HEADER,
    PAYLOAD,
    PAYLOAD_END,
    TRAILER,
    END,
    BROKEN
  }

  private static final int LEAST_CHUNK_BYTES = 8192;

  /** The longest well-formed line, a SHA-512 trailer, has 114 bytes. */
  private static final int LINE_LIMIT_BYTES = 512;

  private static final byte[] CR_LF = {'\r', '\n'};

  private final long decodedBytes;
  private final @Nullable ChunkSignatures signatures;
  private final TrailerSection trailer;
  private final LineBuffer line = new LineBuffer(LINE_LIMIT_BYTES);

  private State state = State.HEADER;
  private ChunkHeader chunk = new ChunkHeader(0, null);
  private long chunkNumber;
  private long missingBytes;
  private long providedBytes;
  private int endBytes;
  private int trailerBytes;

  private AwsChunkedDecoder(
      long decodedBytes, @Nullable ChunkSignatures signatures, TrailerSection trailer) {
    this.decodedBytes = decodedBytes;
    this.signatures = signatures;
    this.trailer = trailer;
  }

  /**
   * {@code STREAMING-AWS4-HMAC-SHA256-PAYLOAD}: every chunk is signed, nothing follows the last.
   *
   * @param decodedBytes the payload's exact length, as {@code x-amz-decoded-content-length} says
   */
  static AwsChunkedDecoder signed(long decodedBytes, ChunkSignatures signatures) {
    return new AwsChunkedDecoder(decodedBytes, signatures, new TrailerSection(null, null));
  }

  /**
   * {@code STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER}: chunks and trailer are signed.
   *
   * @param decodedBytes the payload's exact length, as {@code x-amz-decoded-content-length} says
   * @param declared the name in {@code x-amz-trailer}, null when there is none
   */
  static AwsChunkedDecoder signedWithTrailer(
      long decodedBytes, ChunkSignatures signatures, @Nullable String declared) {
    return new AwsChunkedDecoder(
        decodedBytes, signatures, new TrailerSection(declared, signatures));
  }

  /**
   * {@code STREAMING-UNSIGNED-PAYLOAD-TRAILER}, and framing under any other payload hash.
   *
   * @param decodedBytes the payload's exact length, as {@code x-amz-decoded-content-length} says
   * @param declared the name in {@code x-amz-trailer}, null when there is none
   */
  static AwsChunkedDecoder unsigned(long decodedBytes, @Nullable String declared) {
    return new AwsChunkedDecoder(decodedBytes, null, new TrailerSection(declared, null));
  }

  /** The error of a body whose framing breaks off or is malformed: AWS tells neither apart. */
  static S3Exception terminatedUnexpectedly() {
    return new S3Exception(S3Error.INCOMPLETE_BODY, "The request body terminated unexpectedly");
  }

  /**
   * {@inheritDoc}
   *
   * @throws S3Exception IncompleteBody when the framing is malformed or the lengths do not add up,
   *     InvalidChunkSizeError, MalformedTrailerError, SignatureDoesNotMatch
   */
  @Override
  public void update(ByteBuffer in, Consumer<ByteBuffer> payload) {
    try {
      while (in.hasRemaining()) {
        step(in, payload);
      }
    } catch (S3Exception e) {
      state = State.BROKEN;
      throw e;
    }
  }

  @Override
  public void finish() {
    boolean halfSurplus = endBytes == 1;
    if (state != State.END || halfSurplus) {
      throw terminatedUnexpectedly();
    }
  }

  @Override
  public @Nullable String trailer() {
    return trailer.value();
  }

  private void step(ByteBuffer in, Consumer<ByteBuffer> payload) {
    switch (state) {
      case HEADER -> readHeader(in);
      case PAYLOAD -> handOut(in, payload);
      case PAYLOAD_END -> readEnd(in);
      case TRAILER -> readTrailer(in);
      case END -> readSurplus(in);
      case BROKEN -> throw terminatedUnexpectedly();
    }
  }

  private void readHeader(ByteBuffer in) {
    if (!line.fill(in)) {
      if (line.overflowed()) {
        throw terminatedUnexpectedly();
      }
      return;
    }
    boolean complete = line.endsWithCrLf();
    ChunkHeader next = ChunkHeader.parse(line.take(), signatures != null);
    if (!complete || next == null) {
      throw terminatedUnexpectedly();
    }
    begin(next);
  }

  private void begin(ChunkHeader next) {
    long previousBytes = chunk.sizeBytes();
    chunk = next;
    chunkNumber++;
    if (next.sizeBytes() > 0 && chunkNumber > 1 && previousBytes < LEAST_CHUNK_BYTES) {
      throw new S3Exception(S3Error.INVALID_CHUNK_SIZE)
          .with("Chunk", Long.toString(chunkNumber))
          .with("BadChunkSize", Long.toString(previousBytes));
    }
    providedBytes += next.sizeBytes();
    if (next.sizeBytes() == 0 ? providedBytes != decodedBytes : providedBytes > decodedBytes) {
      throw PlaintextLength.mismatch(decodedBytes, providedBytes);
    }
    missingBytes = next.sizeBytes();
    state = State.PAYLOAD;
    if (missingBytes == 0) {
      verifyChunk();
      state = State.TRAILER;
    }
  }

  private void handOut(ByteBuffer in, Consumer<ByteBuffer> payload) {
    int lengthBytes = (int) Math.min(missingBytes, in.remaining());
    ByteBuffer slice = in.slice(in.position(), lengthBytes);
    in.position(in.position() + lengthBytes);
    missingBytes -= lengthBytes;
    if (signatures != null) {
      signatures.update(slice);
      slice.rewind();
    }
    payload.accept(slice);
    if (missingBytes == 0) {
      verifyChunk();
      endBytes = 0;
      state = State.PAYLOAD_END;
    }
  }

  private void verifyChunk() {
    String signature = chunk.signature();
    if (signatures != null && signature != null && !signatures.verify(signature)) {
      throw new S3Exception(S3Error.SIGNATURE_DOES_NOT_MATCH);
    }
  }

  private void readEnd(ByteBuffer in) {
    if (in.get() != CR_LF[endBytes]) {
      throw terminatedUnexpectedly();
    }
    endBytes++;
    if (endBytes == CR_LF.length) {
      state = State.HEADER;
    }
  }

  private void readTrailer(ByteBuffer in) {
    int before = in.position();
    boolean complete = line.fill(in);
    trailerBytes += in.position() - before;
    if (trailerBytes > TrailerSection.LIMIT_BYTES || line.overflowed()) {
      throw new S3Exception(S3Error.MALFORMED_TRAILER);
    }
    if (complete && trailer.accept(line.take())) {
      endBytes = 0;
      state = State.END;
    }
  }

  /** Accepts one more CRLF after an unsigned trailer, because minio-go sends it. */
  private void readSurplus(ByteBuffer in) {
    boolean accepted = signatures == null && trailer.value() != null && endBytes < CR_LF.length;
    if (!accepted || in.get() != CR_LF[endBytes]) {
      throw terminatedUnexpectedly();
    }
    endBytes++;
  }
}
