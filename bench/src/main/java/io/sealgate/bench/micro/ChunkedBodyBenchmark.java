package io.sealgate.bench.micro;

import io.sealgate.auth.HeaderList;
import io.sealgate.auth.sigv4.PayloadIntegrity;
import io.sealgate.s3.body.DigestsWanted;
import io.sealgate.s3.body.ObjectDigests;
import io.sealgate.s3.body.PayloadCheck;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The aws-chunked framing of 1 MiB taken off, without any digest. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ChunkedBodyBenchmark {

  static final int BODY_BYTES = 1 << 20;
  static final DigestsWanted NO_DIGEST = new DigestsWanted(null, Set.of());
  static final HeaderList HEADERS =
      HeaderList.of(
          "Content-Encoding",
          "aws-chunked",
          "x-amz-decoded-content-length",
          Integer.toString(BODY_BYTES));

  /** Length of a chunk: the AWS SDK for Java sends 128 KiB, others 64 KiB. */
  @Param({"65536", "131072"})
  int chunkBytes = 65_536;

  private ByteBuffer framed = ByteBuffer.allocate(0);
  private long plaintextBytes;

  /** Frames the body. */
  @Setup
  public void prepare() {
    framed = BufferKind.DIRECT.allocate(2 * BODY_BYTES);
    byte[] chunk = SampleBytes.of(chunkBytes);
    for (int i = 0; i < BODY_BYTES / chunkBytes; i++) {
      framed.put(ascii(Integer.toHexString(chunkBytes) + "\r\n")).put(chunk).put(ascii("\r\n"));
    }
    framed.put(ascii("0\r\n\r\n")).flip();
  }

  /** De-frames the body. */
  @Benchmark
  public ObjectDigests deframe() {
    PayloadCheck check =
        PayloadCheck.of(HEADERS, new PayloadIntegrity.UnsignedTrailer(), NO_DIGEST);
    check.update(framed.rewind(), piece -> plaintextBytes += piece.remaining());
    return check.finish();
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
