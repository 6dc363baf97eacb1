package io.sealgate.kms.embedded;

import io.sealgate.crypto.RandomBytes;
import io.sealgate.kms.engine.KmsEngine;
import io.sealgate.kms.store.Seal;
import io.sealgate.kms.store.SealedStore;
import java.nio.file.Path;
import java.time.InstantSource;

/** Engines over a real store in a folder of the test's. */
public final class TestEngine {

  private TestEngine() {}

  /** Opens the store in that folder, or makes it. */
  public static KmsEngine in(Path folder) {
    RandomBytes random = RandomBytes.secure();
    return new KmsEngine(
        "us-east-1",
        SealedStore.open(
            folder.resolve("store"), new Seal.KeyFile(folder.resolve("seal.key")), random),
        random,
        InstantSource.system());
  }
}
