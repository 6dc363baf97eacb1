package io.sealgate.demo.scene;

import io.sealgate.demo.check.Check;
import io.sealgate.demo.check.Outcome;
import io.sealgate.demo.check.Refusal;
import io.sealgate.demo.stage.Stage;
import java.time.Duration;
import java.util.List;

/**
 * What happens to objects when their key is taken away: a KMS key is disabled, a customer's key is
 * exchanged.
 */
public final class KeyScene {

  /** What a machine that is busy may need beyond the age of cached keys. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final long POLL_MILLIS = 100;
  private static final String DISABLED = "400 KMS.DisabledException";

  private final Stage stage;
  private final CustomerKey wrongKey;

  KeyScene(Stage stage, CustomerKey wrongKey) {
    this.stage = stage;
    this.wrongKey = wrongKey;
  }

  /** Takes away the keys of all objects at once. */
  public void takeAway(List<ModeScene> scenes) {
    keys(scenes).forEach(key -> stage.kms().disableKey(request -> request.keyId(key)));
  }

  /** Gives them back. */
  public void giveBack(List<ModeScene> scenes) {
    keys(scenes).forEach(key -> stage.kms().enableKey(request -> request.keyId(key)));
  }

  /** For how long a disabled key may still serve, from the cache. */
  public long cachedSeconds() {
    return stage.keyCacheAge().toSeconds();
  }

  /** An object without its key. */
  public Check refused(ModeScene scene) {
    return new Check("key disabled (C: another key)", () -> refused(scene.object()));
  }

  /** An object whose key is there again. */
  public Check readable(ModeScene scene) {
    return new Check(
        "key enabled again",
        () -> Outcome.expect(scene.object().read().length > 0, "readable", "readable"));
  }

  private Outcome refused(ClientObject object) throws InterruptedException {
    return switch (object.mode()) {
      case SealingMode.Kms kms -> refusedInTime(object);
      case SealingMode.Customer customer ->
          Refusal.expect(
              "403 AccessDenied", object.askedFor(new SealingMode.Customer(wrongKey))::read);
    };
  }

  /** A data key that is cached serves until its age; not longer. */
  private Outcome refusedInTime(ClientObject object) throws InterruptedException {
    long deadline = System.nanoTime() + stage.keyCacheAge().plus(PATIENCE).toNanos();
    Outcome outcome = Refusal.expect(DISABLED, object::read);
    while (outcome instanceof Outcome.Failed && System.nanoTime() - deadline < 0) {
      Thread.sleep(POLL_MILLIS);
      outcome = Refusal.expect(DISABLED, object::read);
    }
    return outcome;
  }

  private static List<String> keys(List<ModeScene> scenes) {
    return scenes.stream()
        .map(scene -> scene.object().mode())
        .filter(SealingMode.Kms.class::isInstance)
        .map(mode -> ((SealingMode.Kms) mode).keyArn())
        .distinct()
        .toList();
  }
}
