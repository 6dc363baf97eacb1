package io.sealgate.bench.micro;

import static io.sealgate.bench.micro.ChunkedBodyBenchmark.ascii;

import io.sealgate.auth.Credentials;
import io.sealgate.auth.sigv4.ChunkSeed;
import io.sealgate.auth.sigv4.PayloadIntegrity;
import io.sealgate.auth.sigv4.SignedService;
import io.sealgate.s3.body.ObjectDigests;
import io.sealgate.s3.body.PayloadCheck;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** 1 MiB of aws-chunked body whose chunks of 64 KiB are signed: framing off, each one verified. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SignedChunksBenchmark {

  private static final int CHUNK_BYTES = 1 << 16;
  private static final String SECRET = "not a secret";
  private static final String DATE = "20260101";
  private static final String TIME = DATE + "T120000Z";
  private static final String SEED_SIGNATURE = "0".repeat(64);
  private static final HexFormat HEX = HexFormat.of();

  private final PayloadIntegrity signed =
      new PayloadIntegrity.SignedChunks(
          ChunkSeed.of(
              new Credentials("bench", ascii(SECRET)),
              SignedService.s3("us-east-1"),
              TIME,
              SEED_SIGNATURE),
          false);
  private ByteBuffer framed = ByteBuffer.allocate(0);
  private long plaintextBytes;

  /** Frames and signs the body, by the JDK's means (S3 API reference, "sigv4-streaming"). */
  @Setup
  public void prepare() throws GeneralSecurityException {
    framed = BufferKind.DIRECT.allocate(2 * ChunkedBodyBenchmark.BODY_BYTES);
    byte[] chunk = SampleBytes.of(CHUNK_BYTES);
    String previous = SEED_SIGNATURE;
    for (int i = 0; i < ChunkedBodyBenchmark.BODY_BYTES / CHUNK_BYTES; i++) {
      previous = frame(chunk, previous);
    }
    frame(new byte[0], previous);
    framed.flip();
    verify();
  }

  /** De-frames and verifies the body. */
  @Benchmark
  public ObjectDigests verify() {
    PayloadCheck check =
        PayloadCheck.of(ChunkedBodyBenchmark.HEADERS, signed, ChunkedBodyBenchmark.NO_DIGEST);
    check.update(framed.rewind(), piece -> plaintextBytes += piece.remaining());
    return check.finish();
  }

  private String frame(byte[] chunk, String previous) throws GeneralSecurityException {
    String signature = sign(chunk, previous);
    framed
        .put(ascii(Integer.toHexString(chunk.length) + ";chunk-signature=" + signature + "\r\n"))
        .put(chunk)
        .put(ascii("\r\n"));
    return signature;
  }

  private static String sign(byte[] chunk, String previous) throws GeneralSecurityException {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    String toSign =
        String.join(
            "\n",
            "AWS4-HMAC-SHA256-PAYLOAD",
            TIME,
            DATE + "/us-east-1/s3/aws4_request",
            previous,
            HEX.formatHex(sha256.digest()),
            HEX.formatHex(sha256.digest(chunk)));
    byte[] key = ascii("AWS4" + SECRET);
    for (String step : new String[] {DATE, "us-east-1", "s3", "aws4_request"}) {
      key = hmac(key, step);
    }
    return HEX.formatHex(hmac(key, toSign));
  }

  private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(ascii(text));
  }
}
