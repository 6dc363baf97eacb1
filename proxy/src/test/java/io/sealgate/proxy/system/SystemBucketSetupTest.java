package io.sealgate.proxy.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.system.SystemBucketSetup.State;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SystemBucketSetupTest {

  private static final BackendResponse FOUND = Answers.ok("");
  private static final BackendResponse MISSING = Answers.error(404, "NoSuchBucket");

  private final List<BackendRequest> requests = new ArrayList<>();

  @Test
  void leavesABucketAloneThatIsThere() {
    assertThat(ensure("us-east-1", FOUND)).isEqualTo(new State.Present());
    assertThat(requests).extracting(BackendRequest::method).containsExactly("HEAD");
  }

  @Test
  void makesABucketThatIsMissing() {
    assertThat(ensure("us-east-1", MISSING, FOUND)).isEqualTo(new State.Present());
    assertThat(requests).extracting(BackendRequest::method).containsExactly("HEAD", "PUT");
    assertThat(requests.getLast().body()).isEmpty();
  }

  @Test
  void makesItInTheBackendsRegion() {
    ensure("eu-central-1", MISSING, FOUND);
    assertThat(new String(requests.getLast().body(), StandardCharsets.UTF_8))
        .contains("<LocationConstraint>eu-central-1</LocationConstraint>");
  }

  @Test
  void findsABucketThatAnotherReplicaWasFasterToMake() {
    assertThat(ensure("us-east-1", MISSING, Answers.error(409, "BucketAlreadyOwnedByYou")))
        .isEqualTo(new State.Present());
  }

  @Test
  void saysInOneSentenceWhatTheOperatorHasToDo() {
    assertThat(ensure("us-east-1", MISSING, Answers.error(403, "AccessDenied")))
        .isEqualTo(
            new State.Refused(
                "the system bucket system is missing on the backend and cannot be made "
                    + "(403 AccessDenied): make it, or let the backend's access key make buckets"));
    assertThat(ensure("us-east-1", MISSING, Answers.error(409, "BucketAlreadyExists")))
        .isInstanceOf(State.Refused.class);
    assertThat(ensure("us-east-1", Answers.error(403, ""), Answers.error(403, "AccessDenied")))
        .isEqualTo(
            new State.Refused(
                "the backend refuses its access key the system bucket system (403 AccessDenied): "
                    + "let it list that bucket and read, write and delete objects in it"));
  }

  @Test
  void tellsWrongCredentialsFromMissingRights() {
    assertThat(
            ensure("us-east-1", Answers.error(403, ""), Answers.error(403, "InvalidAccessKeyId")))
        .isEqualTo(
            new State.Refused(
                "the backend does not accept its credentials (403 InvalidAccessKeyId): "
                    + "backend.access-key or backend.secret-key is not one of that store's"));
    assertThat(requests).extracting(BackendRequest::method).containsExactly("HEAD", "GET");
    assertThat(requests.getLast().rawQuery()).isEqualTo("list-type=2&max-keys=1");
    assertThat(
            ensure(
                "us-east-1", Answers.error(403, ""), Answers.error(403, "SignatureDoesNotMatch")))
        .isInstanceOfSatisfying(
            State.Refused.class,
            refused -> assertThat(refused.sentence()).contains("SignatureDoesNotMatch"));
    assertThat(
            ensure("us-east-1", Answers.error(403, ""), Answers.error(403, "RequestTimeTooSkewed")))
        .isEqualTo(
            new State.Refused(
                "the backend refuses Sealgate's requests (403 RequestTimeTooSkewed): "
                    + "the clocks of the two machines differ"));
  }

  @Test
  void findsABucketWhoseHeadAloneIsRefused() {
    assertThat(ensure("us-east-1", Answers.error(403, ""), FOUND)).isEqualTo(new State.Present());
  }

  @Test
  void doesNotJudgeABackendThatIsInTrouble() {
    assertThat(ensure("us-east-1", Answers.error(503, ""))).isInstanceOf(State.Unknown.class);
    assertThat(ensure("us-east-1", MISSING, Answers.error(500, "InternalError")))
        .isInstanceOf(State.Unknown.class);
    assertThat(
            new SystemBucketSetup(
                    (request, limit) -> {
                      throw new BackendException("the backend cannot be reached");
                    },
                    "system",
                    "us-east-1")
                .ensure())
        .isEqualTo(
            new State.Unknown(
                "the system bucket system cannot be looked at: the backend cannot be reached"));
  }

  @Test
  void makesNothingWhenItOnlyLooks() {
    Deque<BackendResponse> answers = new ArrayDeque<>(List.of(MISSING));
    assertThat(
            new SystemBucketSetup((request, limit) -> answers.remove(), "system", "us-east-1")
                .look())
        .isEqualTo(new State.Missing());
  }

  private State ensure(String region, BackendResponse... answers) {
    requests.clear();
    Deque<BackendResponse> left = new ArrayDeque<>(List.of(answers));
    return new SystemBucketSetup(
            (request, limit) -> {
              requests.add(request);
              return left.remove();
            },
            "system",
            region)
        .ensure();
  }
}
