package io.sealgate.s3;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a client is told when a call is refused, as a value that tests compare. */
public record Refusal(String code, String message, Map<String, String> details) {

  /** The refusal of a call, which must be one. */
  public static Refusal of(ThrowingCallable call) {
    S3Exception refused = catchThrowableOfType(S3Exception.class, call);
    if (refused == null) {
      throw new AssertionError("nothing was refused");
    }
    return of(refused);
  }

  /** What an error says. */
  public static Refusal of(S3Exception refused) {
    return new Refusal(refused.error().code(), refused.getMessage(), refused.details());
  }
}
