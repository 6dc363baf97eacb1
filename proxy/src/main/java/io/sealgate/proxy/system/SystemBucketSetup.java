package io.sealgate.proxy.system;

import io.sealgate.proxy.backend.BackendCalls;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.s3.xml.CreateBucketConfiguration;
import io.sealgate.s3.xml.ErrorCode;

/** Sees to it that the system bucket is there: makes it where it is missing, and only then. */
public final class SystemBucketSetup {

  private static final int ANSWER_LIMIT_BYTES = 64 * 1024;

  /** The region that S3 does not want named (S3 API reference, CreateBucket). */
  private static final String FIRST_REGION = "us-east-1";

  private final BackendCalls backend;
  private final String bucket;
  private final String region;

  /**
   * The setup of a bucket.
   *
   * @param backend the store, as procedures reach it
   * @param bucket the bucket's name
   * @param region the backend's region
   */
  public SystemBucketSetup(BackendCalls backend, String bucket, String region) {
    this.backend = backend;
    this.bucket = bucket;
    this.region = region;
  }

  /** How it stands with the bucket. */
  public sealed interface State {

    /** It is there. */
    record Present() implements State {}

    /** It is not there. */
    record Missing() implements State {}

    /**
     * Nobody can say, as of a backend that is down; that may pass.
     *
     * @param sentence what to tell the operator
     */
    record Unknown(String sentence) implements State {}

    /**
     * It cannot be used before the operator does something.
     *
     * @param sentence what to tell the operator
     */
    record Refused(String sentence) implements State {}
  }

  /** Looks whether the bucket is there; blocks. */
  public State look() {
    try {
      int status =
          backend.call(BackendRequest.of("HEAD", bucket, ""), ANSWER_LIMIT_BYTES).head().status();
      return switch (status) {
        case 200, 204 -> new State.Present();
        case 404 -> new State.Missing();
        case 403 -> lookAgain();
        default -> unknown("the backend answers " + status);
      };
    } catch (BackendException failure) {
      return unknown(String.valueOf(failure.getMessage()));
    }
  }

  /**
   * Asks in a way that is answered with an error's code, which an answer to HEAD has no room for.
   */
  private State lookAgain() {
    BackendResponse response =
        backend.call(
            BackendRequest.of("GET", bucket, "").withQuery("list-type=2&max-keys=1"),
            ANSWER_LIMIT_BYTES);
    int status = response.head().status();
    String code = ErrorCode.parse(response.body()).orElse("");
    String answer = (status + " " + code).strip();
    if (response.head().isSuccess()) {
      return new State.Present();
    }
    if (status != 403) {
      return unknown("the backend answers " + answer);
    }
    return new State.Refused(
        switch (code) {
          case "InvalidAccessKeyId", "SignatureDoesNotMatch" ->
              "the backend does not accept its credentials ("
                  + answer
                  + "): backend.access-key or backend.secret-key is not one of that store's";
          case "RequestTimeTooSkewed" ->
              "the backend refuses Sealgate's requests ("
                  + answer
                  + "): the clocks of the two machines differ";
          default ->
              "the backend refuses its access key the system bucket "
                  + bucket
                  + " ("
                  + answer
                  + "): let it list that bucket and read, write and delete objects in it";
        });
  }

  /** Looks whether the bucket is there, and makes it when it is missing; blocks. */
  public State ensure() {
    return switch (look()) {
      case State.Missing _ -> create();
      case State.Present present -> present;
      case State.Refused refused -> refused;
      case State.Unknown unknown -> unknown;
    };
  }

  private State create() {
    byte[] body =
        region.equals(FIRST_REGION) ? new byte[0] : new CreateBucketConfiguration(region).write();
    try {
      BackendResponse response =
          backend.call(BackendRequest.of("PUT", bucket, "").withBody(body), ANSWER_LIMIT_BYTES);
      String code = ErrorCode.parse(response.body()).orElse("");
      int status = response.head().status();
      if (response.head().isSuccess() || code.equals("BucketAlreadyOwnedByYou")) {
        return new State.Present(); // another replica may have been faster
      }
      return status >= 500 && status != 501
          ? unknown("the backend answers " + status + " " + code)
          : new State.Refused(
              "the system bucket "
                  + bucket
                  + " is missing on the backend and cannot be made ("
                  + status
                  + " "
                  + code
                  + "): make it, or let the backend's access key make buckets");
    } catch (BackendException failure) {
      return unknown(String.valueOf(failure.getMessage()));
    }
  }

  private State.Unknown unknown(String why) {
    return new State.Unknown("the system bucket " + bucket + " cannot be looked at: " + why);
  }
}
