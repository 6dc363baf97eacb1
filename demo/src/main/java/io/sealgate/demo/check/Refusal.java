package io.sealgate.demo.check;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What a request meets that must not succeed. */
public final class Refusal {

  private Refusal() {}

  /**
   * Makes a request that must be answered with an error.
   *
   * @param expected the error's status and code, such as {@code 403 AccessDenied}
   */
  public static Outcome expect(String expected, Runnable request) {
    try {
      request.run();
      return new Outcome.Failed(expected, "it was answered");
    } catch (AwsServiceException refusal) {
      return Outcome.expect(expected, Check.describe(refusal));
    }
  }

  /**
   * Makes a request whose answer must not arrive whole: an error, or a connection that is cut
   * before the end, which is all that is left once an answer has begun.
   */
  public static Outcome expectNoWholeAnswer(Runnable request) {
    try {
      request.run();
      return new Outcome.Failed("no whole answer", "a whole answer");
    } catch (AwsServiceException refusal) {
      return new Outcome.Held(Check.describe(refusal));
    } catch (SdkClientException cut) {
      return new Outcome.Held("cut before the end");
    }
  }
}
