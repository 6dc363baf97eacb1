package io.sealgate.demo.check;

import java.io.IOException;
import java.util.Objects;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A statement about Sealgate that is put to the test.
 *
 * @param name the statement, short
 * @param probe puts it to the test
 */
public record Check(String name, Probe probe) {

  /** Checks that nothing is missing. */
  public Check {
    Objects.requireNonNull(name);
    Objects.requireNonNull(probe);
  }

  /**
   * Puts the statement to the test. A request that fails, though nobody expected it to, is a check
   * that failed.
   *
   * @throws IOException when the demo's own files fail
   * @throws InterruptedException when it was told to stop
   */
  public Result run() throws IOException, InterruptedException {
    try {
      return new Result(name, probe.look());
    } catch (SdkException failure) {
      return new Result(
          name, new Outcome.Failed("an answer", describe(failure) + ": " + failure.getMessage()));
    }
  }

  /** Puts a statement to the test. */
  @FunctionalInterface
  public interface Probe {

    /** Looks, and says what came of it. */
    Outcome look() throws IOException, InterruptedException;
  }

  /**
   * A statement and what came of it.
   *
   * @param name the statement
   * @param outcome what came of it
   */
  public record Result(String name, Outcome outcome) {

    /** Checks that nothing is missing. */
    public Result {
      Objects.requireNonNull(name);
      Objects.requireNonNull(outcome);
    }

    /** Whether the statement held. */
    public boolean held() {
      return switch (outcome) {
        case Outcome.Held held -> true;
        case Outcome.Failed failed -> false;
      };
    }
  }

  /** What a client was told, in a few words. */
  static String describe(SdkException failure) {
    if (failure instanceof AwsServiceException refusal && refusal.awsErrorDetails() != null) {
      return refusal.statusCode() + " " + refusal.awsErrorDetails().errorCode();
    }
    return failure instanceof AwsServiceException refusal
        ? Integer.toString(refusal.statusCode())
        : "no whole answer";
  }
}
