package io.sealgate.proxy.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.auth.Principal;
import io.sealgate.kms.GeneratedDataKey;
import io.sealgate.kms.KeyService;
import io.sealgate.kms.KmsError;
import io.sealgate.kms.KmsException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class KeyArnsTest {

  private static final Principal SERVICE = new Principal("sealgate", "123456789012", "service");

  private static final Principal STRANGER = new Principal("other", "210987654321", "AKIAOTHER");

  private final Names names = new Names();
  private final KeyArns arns =
      new KeyArns(
          names,
          SERVICE,
          "alias/service",
          List.of(SERVICE, STRANGER),
          List.of("alias/a", "key-id"));

  @Test
  void followsAliasesThatMove() {
    names.put("alias/a", "arn:1");
    arns.refresh();
    names.put("alias/a", "arn:2");
    arns.refresh();

    assertThat(arns.arnOf(SERVICE, "alias/a")).isEqualTo("arn:2");
    assertThat(arns.arnOf(SERVICE, "key-id")).isEmpty();
  }

  @Test
  void asksInEachAccountForAliasesAndTellsOfFailuresInItsOwnOnly() {
    names.put("alias/service", "arn:service");
    names.put("alias/a", "arn:1");
    names.put("key-id", "arn:key/key-id");
    names.put(STRANGER, "alias/a", "arn:2");

    assertThat(arns.refresh()).isNull();
    assertThat(arns.arnOf(SERVICE, "alias/a")).isEqualTo("arn:1");
    assertThat(arns.arnOf(STRANGER, "alias/a")).isEqualTo("arn:2");
    names.clear();
    names.put("alias/service", "arn:service");
    names.put("alias/a", "arn:1");
    names.put("key-id", "arn:key/key-id");
    assertThat(arns.refresh()).as("another account may do without").isNull();
    assertThat(arns.arnOf(STRANGER, "alias/a")).isEmpty();
  }

  @Test
  void forgetsAnAliasThatWasDeleted() {
    names.put("alias/a", "arn:1");
    arns.refresh();
    names.failure = KmsError.NOT_FOUND;
    names.clear();

    assertThat(arns.refresh()).extracting(KmsException::error).isEqualTo(KmsError.NOT_FOUND);
    assertThat(arns.arnOf(SERVICE, "alias/a")).isEmpty();
  }

  @Test
  void keepsWhatItKnowsWhileTheKeyServiceDoesNotSay() {
    names.put("alias/a", "arn:1");
    arns.refresh();
    names.clear();
    for (KmsError failure :
        List.of(KmsError.DEPENDENCY_TIMEOUT, KmsError.THROTTLING, KmsError.ACCESS_DENIED)) {
      names.failure = failure;
      arns.refresh();

      assertThat(arns.arnOf(SERVICE, "alias/a")).as("%s", failure).isEqualTo("arn:1");
    }
  }

  @Test
  void asksNoFurtherOfAKeyServiceThatIsNotThere() {
    names.failure = KmsError.DEPENDENCY_TIMEOUT;

    assertThat(arns.refresh())
        .extracting(KmsException::error)
        .isEqualTo(KmsError.DEPENDENCY_TIMEOUT);
    assertThat(names.asked).containsExactly("alias/service");
  }

  @Test
  void comesToEachKeyThoughAnotherIsNeverAnsweredFor() {
    names.failure = KmsError.DEPENDENCY_TIMEOUT;
    names.put("alias/a", "arn:1");
    names.put(STRANGER, "alias/a", "arn:2");
    names.put("key-id", "arn:key/key-id");
    arns.refresh();
    arns.refresh();

    assertThat(arns.arnOf(SERVICE, "alias/a")).isEqualTo("arn:1");
    assertThat(arns.arnOf(STRANGER, "alias/a")).isEqualTo("arn:2");
    assertThat(arns.arnOf(SERVICE, "key-id")).isEqualTo("arn:key/key-id");
  }

  @Test
  void asksOnceForAllAccountsOfAServiceThatDoesNotTellThemApart() {
    names.tellsCallersApart = false;
    names.put("alias/service", "arn:service");
    names.put("alias/a", "arn:1");
    KeyArns shared =
        new KeyArns(
            names, SERVICE, "alias/service", List.of(SERVICE, STRANGER), List.of("alias/a"));

    assertThat(shared.refresh()).isNull();
    assertThat(names.asked).containsExactly("alias/service", "alias/a");
    assertThat(shared.arnOf(STRANGER, "alias/a")).isEqualTo("arn:1");
  }

  @Test
  void takesWhatNobodyThoughtOfForAFailureOfThatKeyAlone() {
    names.put("alias/service", "arn:service");
    names.put("alias/a", "arn:1");
    names.put("key-id", "arn:key/key-id");
    names.broken = "alias/a";

    assertThat(arns.refresh())
        .isNotNull()
        .satisfies(failure -> assertThat(failure.error()).isEqualTo(KmsError.INTERNAL))
        .hasMessageContaining("nobody thought of this");
    assertThat(arns.arnOf(SERVICE, "alias/service")).isEqualTo("arn:service");
    assertThat(arns.arnOf(SERVICE, "key-id")).isEqualTo("arn:key/key-id");
  }

  @Test
  void keepsTheServiceKeyWhateverBecomesOfItsAlias() {
    names.put("alias/service", "arn:1");
    arns.refresh();
    names.clear();
    arns.refresh();

    assertThat(arns.arnOf(SERVICE, "alias/service")).isEqualTo("arn:1");
  }

  /** A key service that knows names and nothing else. */
  private static final class Names implements KeyService {
    private final Map<String, String> arns = new HashMap<>();
    KmsError failure = KmsError.NOT_FOUND;
    final List<String> asked = new ArrayList<>();
    String broken = "";
    boolean tellsCallersApart = true;

    void put(String keyId, String arn) {
      put(SERVICE, keyId, arn);
    }

    void put(Principal caller, String keyId, String arn) {
      arns.put(caller.accountId() + keyId, arn);
    }

    void clear() {
      arns.clear();
    }

    @Override
    public String keyArn(Principal caller, String keyId) {
      asked.add(keyId);
      if (keyId.equals(broken)) {
        throw new IllegalStateException("nobody thought of this");
      }
      String arn = arns.get(caller.accountId() + keyId);
      if (arn == null) {
        throw new KmsException(failure, "not known");
      }
      return arn;
    }

    @Override
    public GeneratedDataKey generateDataKey(
        Principal caller, String keyId, Map<String, String> encryptionContext) {
      throw new UnsupportedOperationException();
    }

    @Override
    public byte[] decrypt(
        Principal caller, String keyArn, byte[] blob, Map<String, String> encryptionContext) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean tellsCallersApart() {
      return tellsCallersApart;
    }

    @Override
    public void close() {}
  }
}
