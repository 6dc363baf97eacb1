package io.sealgate.bench.micro;

import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.aead.AesGcm;
import io.sealgate.crypto.aead.GcmCipher;
import io.sealgate.crypto.body.PartLayout;
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
import org.openjdk.jmh.annotations.TearDown;

/** One frame of 64 KiB through the cipher alone, by provider and by where the bytes are. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class FrameBenchmark {

  /** Who does the cryptography. */
  @Param FrameProvider provider = FrameProvider.CONSCRYPT;

  /** Where plaintext and ciphertext are. */
  @Param BufferKind buffers = BufferKind.HEAP;

  private final byte[] iv = new byte[AesGcm.IV_BYTES];
  private final byte[] aad = SampleBytes.of(90);
  private GcmCipher cipher = AesGcm.preferred().cipher(new byte[AesGcm.KEY_BYTES]);
  private ByteBuffer plaintext = ByteBuffer.allocate(0);
  private ByteBuffer sealed = ByteBuffer.allocate(0);
  private ByteBuffer output = ByteBuffer.allocate(0);
  private long sequence;

  /** Makes the cipher, and one sealed frame to open again and again. */
  @Setup
  public void prepare() {
    cipher.close();
    cipher = provider.aesGcm().cipher(SampleBytes.of(AesGcm.KEY_BYTES));
    plaintext = buffers.filled(PartLayout.FRAME_PLAINTEXT_BYTES);
    sealed = buffers.allocate(PartLayout.FRAME_PLAINTEXT_BYTES + AesGcm.TAG_BYTES);
    output = buffers.allocate(PartLayout.FRAME_PLAINTEXT_BYTES + AesGcm.TAG_BYTES);
    cipher.seal(iv, aad, plaintext.duplicate(), sealed);
    sealed.flip();
  }

  /** Seals a frame, each under an IV of its own, as the providers demand. */
  @Benchmark
  public ByteBuffer seal() {
    sequence++;
    ByteBuffer.wrap(iv).putLong(AesGcm.IV_BYTES - Long.BYTES, sequence);
    cipher.seal(iv, aad, plaintext.rewind(), output.clear());
    return output;
  }

  /** Opens the frame whose IV is zero. */
  @Benchmark
  public ByteBuffer open() {
    ByteBuffer.wrap(iv).putLong(AesGcm.IV_BYTES - Long.BYTES, 0);
    cipher.open(IntegrityException.Reason.FRAME, iv, aad, sealed.rewind(), output.clear());
    return output;
  }

  /** Zeroes the key. */
  @TearDown
  public void close() {
    cipher.close();
  }
}
