package io.sealgate.bench.micro;

import io.sealgate.auth.CredentialStore;
import io.sealgate.auth.Credentials;
import io.sealgate.auth.HeaderList;
import io.sealgate.auth.Identity;
import io.sealgate.auth.Principal;
import io.sealgate.auth.RequestHead;
import io.sealgate.auth.sigv4.OutboundPayload;
import io.sealgate.auth.sigv4.OutboundSignature;
import io.sealgate.auth.sigv4.OutboundSigner;
import io.sealgate.auth.sigv4.SigV4Verifier;
import io.sealgate.auth.sigv4.SignedService;
import io.sealgate.auth.sigv4.Verification;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Signature Version 4 of a small request, its signing key cached: once as client, once as server.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SignatureBenchmark {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-01T12:00:00Z"));
  private static final SignedService SERVICE = SignedService.s3("us-east-1");

  private final Credentials credentials =
      new Credentials("bench", "not a secret".getBytes(StandardCharsets.US_ASCII));
  private final OutboundSigner signer = new OutboundSigner(credentials, SERVICE, CLOCK);
  private final SigV4Verifier verifier =
      new SigV4Verifier(
          CredentialStore.of(
              List.of(new Identity(credentials, new Principal("bench", "123456789012", "bench")))),
          SERVICE,
          CLOCK);
  private final RequestHead unsigned = head(headers());
  private RequestHead signed = unsigned;

  /** Signs the head that is verified. */
  @Setup
  public void prepare() {
    HeaderList headers = headers();
    signer.sign(unsigned, OutboundPayload.UNSIGNED).addTo(headers::add);
    signed = head(headers);
    if (!(verify() instanceof Verification.Verified)) {
      throw new IllegalStateException("the signature does not verify");
    }
  }

  /** Signs. */
  @Benchmark
  public OutboundSignature sign() {
    return signer.sign(unsigned, OutboundPayload.UNSIGNED);
  }

  /** Verifies. */
  @Benchmark
  public Verification verify() {
    return verifier.verify(signed);
  }

  private static HeaderList headers() {
    return HeaderList.of(
        "Host", "127.0.0.1:8080", "Content-Length", "4096", "Content-Type", "binary/octet-stream");
  }

  private static RequestHead head(HeaderList headers) {
    return new RequestHead("PUT", "/bucket/some/folder/object-00017.bin", "", headers);
  }
}
