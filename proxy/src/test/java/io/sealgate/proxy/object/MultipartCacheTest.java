package io.sealgate.proxy.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.auth.Principal;
import io.sealgate.crypto.body.LayeredLayout;
import io.sealgate.crypto.multipart.ObjectLayout;
import io.sealgate.crypto.multipart.PartRun;
import io.sealgate.crypto.multipart.RecordLayout;
import io.sealgate.proxy.call.ObjectAccess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Layouts cost memory by their parts, not by their objects. */
final class MultipartCacheTest {

  private static final int OBJECTS = 300;

  private final MultipartCache cache = new MultipartCache();

  @Test
  void keepsFewObjectsOfManyUnequalParts() {
    ObjectLayout unequal = layout(10_000);
    for (int i = 0; i < OBJECTS; i++) {
      cache.keep(object(i), unequal);
    }
    for (int tries = 0; tries < 1000 && kept() > 60; tries++) { // it is emptied on other threads
      sleep();
    }
    assertThat(kept()).isBetween(20L, 60L);
  }

  @Test
  void keepsManyObjectsOfEqualParts() {
    ObjectLayout equal = layout(1);
    for (int i = 0; i < OBJECTS; i++) {
      cache.keep(object(i), equal);
    }
    assertThat(kept()).isEqualTo(OBJECTS);
    assertThat(cache.probableLayout(object(7))).containsSame(equal);
  }

  private long kept() {
    return IntStream.range(0, OBJECTS)
        .filter(i -> cache.probableLayout(object(i)).isPresent())
        .count();
  }

  private static ObjectLayout layout(int runs) {
    List<PartRun> parts = new ArrayList<>();
    long stored = 0;
    for (int i = 1; i <= runs; i++) {
      parts.add(new PartRun(i, 1, i));
      stored += new LayeredLayout(i, 1).storedBytes();
    }
    return new ObjectLayout(new RecordLayout(parts, stored), 1);
  }

  private static ObjectAccess object(int i) {
    Principal client = new Principal("app", "123456789012", "AKIAAPP");
    return new ObjectAccess("box", "k" + i, null, client, true);
  }

  private static void sleep() {
    try {
      Thread.sleep(Duration.ofMillis(10));
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }
}
