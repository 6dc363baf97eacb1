package io.sealgate.bench.micro;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.crypto.aead.AesGcm;
import io.sealgate.crypto.body.PartHeader;
import io.sealgate.crypto.envelope.BodyReference;
import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.crypto.envelope.EnvelopeFields;
import io.sealgate.crypto.envelope.EnvelopeSealer;
import io.sealgate.crypto.envelope.ObjectLocation;
import io.sealgate.crypto.envelope.Wrapping;
import io.sealgate.crypto.key.KeyEncryptionKey;
import io.sealgate.crypto.key.ObjectSecrets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** An SSE-KMS envelope under a bucket key: a fresh secret sealed, and one opened from its text. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class EnvelopeBenchmark {

  private static final int WRAPPED_KEY_BYTES = 184;

  private final RandomBytes random = RandomBytes.secure();
  private final EnvelopeSealer sealer = new EnvelopeSealer(AesGcm.preferred(), random);
  private final ObjectLocation location =
      ObjectLocation.of("bucket", "some/folder/object-00017.bin");
  private final EnvelopeFields fields =
      new EnvelopeFields(
          new Wrapping.SseKms(
              "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
              Bytes.copyOf(SampleBytes.of(WRAPPED_KEY_BYTES)),
              null,
              true),
          new BodyReference.SinglePart(Bytes.copyOf(SampleBytes.of(PartHeader.CORE_BYTES)), null));
  private final List<KeyEncryptionKey> keys =
      List.of(KeyEncryptionKey.owning(SampleBytes.of(KeyEncryptionKey.LENGTH_BYTES)));
  private String entry = "";

  /** Seals the envelope that is opened. */
  @Setup
  public void prepare() {
    entry = seal();
  }

  /** Draws a secret and seals it: the metadata entry of a new object. */
  @Benchmark
  public String seal() {
    try (ObjectSecrets secrets = ObjectSecrets.random(1, random)) {
      return sealer.seal(fields, location, secrets, keys).entry();
    }
  }

  /** Parses a metadata entry and opens its seal. */
  @Benchmark
  public int open() {
    try (ObjectSecrets secrets = sealer.open(Envelope.parse(entry), location, keys)) {
      return secrets.layerCount();
    }
  }
}
