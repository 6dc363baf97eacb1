package io.sealgate.bench.micro;

import io.sealgate.s3.body.ChecksumAlgorithm;
import io.sealgate.s3.body.RunningChecksum;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A digest's own speed over 1 MiB: what a checked upload adds at the least. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ChecksumBenchmark {

  /** The digest. */
  @Param({"CRC32", "CRC32C", "CRC64NVME", "MD5", "SHA256"})
  ChecksumAlgorithm algorithm = ChecksumAlgorithm.CRC32;

  /** Where the bytes are. */
  @Param BufferKind buffers = BufferKind.DIRECT;

  private ByteBuffer body = ByteBuffer.allocate(0);

  /** Fills the body. */
  @Setup
  public void prepare() {
    body = buffers.filled(1 << 20);
  }

  /** Digests the body. */
  @Benchmark
  public byte[] digest() {
    RunningChecksum checksum = algorithm.start();
    checksum.update(body.rewind());
    return checksum.value();
  }
}
