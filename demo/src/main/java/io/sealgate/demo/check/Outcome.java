package io.sealgate.demo.check;

import java.util.Objects;

/** What came of a check. */
public sealed interface Outcome {

  /**
   * It is as it should be.
   *
   * @param seen what was seen, for the reader
   */
  record Held(String seen) implements Outcome {

    /** Checks that nothing is missing. */
    public Held {
      Objects.requireNonNull(seen);
    }
  }

  /**
   * It is not.
   *
   * @param expected what should have been seen
   * @param seen what was seen
   */
  record Failed(String expected, String seen) implements Outcome {

    /** Checks that nothing is missing. */
    public Failed {
      Objects.requireNonNull(expected);
      Objects.requireNonNull(seen);
    }
  }

  /**
   * Compares.
   *
   * @return {@link Held} with the value itself when both are equal
   */
  static Outcome expect(Object expected, Object seen) {
    return expect(expected.equals(seen), expected.toString(), seen.toString());
  }

  /**
   * Judges.
   *
   * @param holds whether it is as it should be
   * @param expected what should have been seen
   * @param seen what was seen
   */
  static Outcome expect(boolean holds, String expected, String seen) {
    return holds ? new Held(seen) : new Failed(expected, seen);
  }
}
