package io.sealgate.demo.scene;

import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.crypto.envelope.Wrapping;
import io.sealgate.demo.check.Check;
import io.sealgate.demo.check.Outcome;
import io.sealgate.demo.check.Refusal;
import io.sealgate.demo.stage.Stage;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** One mode from end to end: what the client sees, what is stored, and that it holds together. */
public final class ModeScene {

  /** What each stored body starts with: version 2 of the message format, and its cipher suite. */
  private static final byte[] MAGIC = {0x02, 0x04, 0x78};

  private static final int SHOWN_BYTES = 6;
  private static final long RANGE_FIRST = 65_500; // across the first frame's end
  private static final long RANGE_LAST = 65_599;

  private final Stage stage;
  private final SampleFile file;
  private final ClientObject object;

  ModeScene(Stage stage, SampleFile file, SealingMode mode) {
    this.stage = stage;
    this.file = file;
    this.object =
        new ClientObject(
            stage.client(),
            stage.buckets().data(),
            mode.mode().name().toLowerCase(Locale.ROOT).replace('_', '-') + "/" + SampleFile.NAME,
            mode);
  }

  /** The mode's name. */
  public String title() {
    return object.mode().title();
  }

  /** The object that the scene leaves behind. */
  ClientObject object() {
    return object;
  }

  /** The checks, in their order; the first one stores the object. */
  public List<Check> checks() {
    return List.of(
        new Check("client sees: encryption", this::put),
        new Check("client sees: KMS key", this::namedKey),
        new Check("client sees: size", this::size),
        new Check("store has: size", this::storedSize),
        new Check("store has: first bytes", this::firstBytes),
        new Check("store has: envelope", this::envelope),
        new Check("store has: KMS key", this::storedKey),
        new Check("reads back", this::readBack),
        new Check("reads 100 bytes across frames", this::readRange),
        new Check("one stored bit turned", this::damage),
        new Check("mended, reads back", this::readBack));
  }

  private Outcome put() {
    object.put(file.path());
    HeadObjectResponse head = object.head();
    String seen =
        switch (object.mode()) {
          case SealingMode.Kms kms -> String.valueOf(head.serverSideEncryptionAsString());
          case SealingMode.Customer customer -> String.valueOf(head.sseCustomerAlgorithm());
        };
    return Outcome.expect(object.mode().algorithm(), seen);
  }

  private Outcome namedKey() {
    String seen = object.head().ssekmsKeyId();
    return switch (object.mode()) {
      case SealingMode.Kms kms when kms.keyIsNamed() ->
          Outcome.expect(
              kms.keyArn().equals(seen), shortened(kms.keyArn()), shortened(String.valueOf(seen)));
      case SealingMode.Kms _, SealingMode.Customer _ ->
          Outcome.expect("none", seen == null ? "none" : seen);
    };
  }

  private Outcome size() {
    HeadObjectResponse head = object.head();
    String seen = SampleFile.bytes(head.contentLength());
    return head.hasMetadata() && !head.metadata().isEmpty()
        ? new Outcome.Failed("no metadata", head.metadata().keySet().toString())
        : Outcome.expect(SampleFile.bytes(file.content().length), seen);
  }

  private Outcome storedSize() {
    long plain = file.content().length;
    long layer = sealedLength(plain);
    long expected = object.mode().mode().layerCount() == 2 ? sealedLength(layer) : layer;
    return Outcome.expect(SampleFile.bytes(expected), SampleFile.bytes(stored().body().length));
  }

  private Outcome firstBytes() {
    byte[] first = Arrays.copyOf(stored().body(), SHOWN_BYTES);
    return Outcome.expect(
        Arrays.equals(Arrays.copyOf(first, MAGIC.length), MAGIC),
        hex(MAGIC) + " …",
        hex(first) + " …");
  }

  private Outcome envelope() {
    String entry = stored().envelopeEntry();
    if (entry.isEmpty()) {
      return new Outcome.Failed("an envelope", "none");
    }
    try {
      Envelope envelope = Envelope.parse(entry);
      return Outcome.expect(
          envelope.fields().mode() == object.mode().mode(),
          "an envelope of " + title(),
          entry.length() + " characters");
    } catch (IntegrityException malformed) {
      return new Outcome.Failed("an envelope", "something else");
    }
  }

  private Outcome storedKey() {
    Wrapping wrapping = Envelope.parse(stored().envelopeEntry()).fields().wrapping();
    String seen =
        switch (wrapping) {
          case Wrapping.Kms kms -> kms.keyArn();
          case Wrapping.SseC customer -> "none";
        };
    return switch (object.mode()) {
      case SealingMode.Kms kms ->
          Outcome.expect(kms.keyArn().equals(seen), shortened(kms.keyArn()), shortened(seen));
      case SealingMode.Customer customer -> Outcome.expect("none", seen);
    };
  }

  private Outcome readBack() {
    return Outcome.expect(Arrays.equals(file.content(), object.read()), "identical", "identical");
  }

  private Outcome readRange() {
    byte[] expected = Arrays.copyOfRange(file.content(), (int) RANGE_FIRST, (int) RANGE_LAST + 1);
    return Outcome.expect(
        Arrays.equals(expected, object.read(RANGE_FIRST, RANGE_LAST)), "identical", "identical");
  }

  private Outcome damage() {
    StoredBytes sound = stored();
    sound.withOneBitTurned().write(stage.backend(), object.bucket(), object.key());
    try {
      return Refusal.expectNoWholeAnswer(object::read);
    } finally {
      sound.write(stage.backend(), object.bucket(), object.key());
    }
  }

  private StoredBytes stored() {
    return StoredBytes.read(stage.backend(), object.bucket(), object.key());
  }

  /** FORMAT, body: what one layer makes of a plaintext's length. */
  private static long sealedLength(long plaintextBytes) {
    return plaintextBytes + 416 + 32 * (plaintextBytes / 65_536);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.ofDelimiter(" ").formatHex(bytes);
  }

  /** The end of a key's id, which is enough to tell keys apart. */
  private static String shortened(String keyArn) {
    int tail = 12;
    return keyArn.length() <= tail ? keyArn : "…" + keyArn.substring(keyArn.length() - tail);
  }
}
