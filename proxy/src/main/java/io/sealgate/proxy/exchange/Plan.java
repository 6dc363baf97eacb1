package io.sealgate.proxy.exchange;

import io.sealgate.auth.HeaderList;
import io.sealgate.crypto.Transform;
import io.sealgate.proxy.backend.BackendHead;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.backend.BackendResponse;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What to do next for a request. Planners make plans out of values and know no socket; an {@link
 * Exchange} carries them out and knows no operation. Each step but the last names the function that
 * makes the next plan of what the step brought; a function that throws ends the exchange with the
 * error that the exception maps to.
 */
public sealed interface Plan {

  /** Ends the exchange with a whole answer. */
  record Answer(S3Response response) implements Plan {}

  /**
   * Waits for work done elsewhere: a key service, a procedure on a virtual thread.
   *
   * @param next completes on any thread, with the next plan or the failure
   */
  record Await(CompletionStage<Plan> next) implements Plan {}

  /**
   * Takes the client's whole body into memory.
   *
   * @param body verifies the body, and turns it into what is to be held; closed by the exchange
   * @param limitBytes the most that may be held
   */
  record Receive(Transform body, int limitBytes, Function<byte[], Plan> then) implements Plan {}

  /**
   * Makes a request of the backend whose answer is held in memory.
   *
   * @param answerLimitBytes the most that may be held
   * @param then goes on, with what the plan holds as well
   * @param release frees what the plan holds, when {@code then} is not called
   */
  record Fetch(
      BackendRequest request,
      int answerLimitBytes,
      Function<BackendResponse, Plan> then,
      Runnable release)
      implements Plan {

    /** The same that holds nothing. */
    public Fetch(
        BackendRequest request, int answerLimitBytes, Function<BackendResponse, Plan> then) {
      this(request, answerLimitBytes, then, () -> {});
    }

    /** The same where the answer is no longer than most. */
    public Fetch(BackendRequest request, Function<BackendResponse, Plan> then) {
      this(request, BackendSide.ANSWER_LIMIT_BYTES, then);
    }

    /** The same that holds something. */
    public Fetch holding(Runnable freed) {
      return new Fetch(request, answerLimitBytes, then, freed);
    }
  }

  /**
   * Streams the client's body to the backend. The transform holds the end back until it has
   * verified the body: when it throws, the backend's connection is cut and nothing has been stored.
   *
   * @param storedBytes the exact length of what the transform makes of the body
   * @param body closed by the exchange
   */
  record Upload(
      BackendRequest request,
      long storedBytes,
      Transform body,
      Function<BackendResponse, Plan> then)
      implements Plan {}

  /**
   * Makes a request of the backend whose body waits, unread, for a {@link Relay} or {@link
   * Collect}.
   */
  record Download(BackendRequest request, Function<BackendHead, Plan> then) implements Plan {}

  /**
   * A {@link Download} and a {@link Fetch} at once. What only saves time must not do harm: the
   * fetch may fail.
   *
   * @param then gets the head of the one and the answer to the other, null when there came none
   */
  record DownloadAndFetch(
      BackendRequest download,
      BackendRequest fetch,
      BiFunction<BackendHead, @Nullable BackendResponse, Plan> then)
      implements Plan {}

  /** Takes the body of the last {@link Download} into memory: an error document. */
  record Collect(Function<byte[], Plan> then) implements Plan {}

  /**
   * Streams the body of one answer of the backend to the backend. The transform holds the end back
   * until it has verified the body: when it throws, or the download breaks off, the upload's
   * connection is cut and nothing has been stored.
   *
   * @param download asks for what is to be streamed
   * @param requireSource throws when the head of the answer is not that of what was asked for
   * @param request stores it
   * @param storedBytes the exact length of what the transform makes of the downloaded body
   * @param body closed by the exchange
   */
  record Transfer(
      BackendRequest download,
      Consumer<BackendHead> requireSource,
      BackendRequest request,
      long storedBytes,
      Transform body,
      Function<BackendResponse, Plan> then)
      implements Plan {}

  /**
   * Carries a plan out, and those that follow it, without letting the client give up: when they
   * take long, the head of the answer is sent before its outcome is known, and white space until
   * then, as S3 does for CompleteMultipartUpload, CopyObject and UploadPartCopy.
   *
   * <p>The answer must be an XML document, or an error. Once its head has been sent, its status and
   * headers no longer reach the client, only its body: an error's too, under status 200.
   *
   * @param headers what the early head says besides {@code Content-Type}, as far as known now
   * @param first what is carried out at once
   */
  record KeepAlive(HeaderList headers, Plan first) implements Plan {}

  /**
   * Ends the exchange by streaming the body of the last {@link Download} to the client. The head
   * waits for the first bytes that the transform releases, so that what fails before is an ordinary
   * error.
   *
   * @param status the HTTP status
   * @param headers all headers but Content-Length, Date and request id
   * @param lengthBytes the exact length of what the transform makes of the backend's body
   * @param body closed by the exchange
   */
  record Relay(int status, HeaderList headers, long lengthBytes, Transform body) implements Plan {}

  /** Frees what the plan holds, when it will not be carried out. */
  default void discard() {
    switch (this) {
      case Receive receive -> receive.body().close();
      case Upload upload -> upload.body().close();
      case Transfer transfer -> transfer.body().close();
      case KeepAlive patient -> patient.first().discard();
      case Relay relay -> relay.body().close();
      case Answer answer -> {}
      case Await await -> {}
      case Fetch fetch -> fetch.release().run();
      case Download download -> {}
      case DownloadAndFetch both -> {}
      case Collect collect -> {}
    }
  }
}
