package io.sealgate.it.results;

import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Writes down what comes of the operations of a client under test, into the build's folder. */
public final class Recorder implements AutoCloseable {

  /** Where a build leaves what it found out. */
  static final Path FOUND = Path.of("target", "client-results");

  private static final int MAX_NOTE_CHARACTERS = 200;

  private final String client;
  private final String version;
  private final Store store;
  private final List<ClientResult> results = new ArrayList<>();

  /**
   * A recorder of one client.
   *
   * @param client its name
   * @param version which one is tried
   * @param store what is behind Sealgate
   */
  public Recorder(String client, String version, Store store) {
    this.client = client;
    this.version = version;
    this.store = store;
  }

  /** Something that a client does, with what must hold of it. */
  @FunctionalInterface
  public interface Operation {
    /** Does it; throws where it is not as it should be. */
    void run() throws Exception;
  }

  /** Does something that must work, and writes down whether it did. */
  public void works(String operation, SseMode mode, Operation body) throws Exception {
    attempt(operation, mode, Outcome.WORKS, "", body);
  }

  /**
   * Does something that must be refused, and writes down whether it was.
   *
   * @param code the status and the code of the refusal
   * @param body asserts that it is refused so
   */
  public void refused(String operation, SseMode mode, String code, Operation body)
      throws Exception {
    attempt(operation, mode, Outcome.REFUSED, code, body);
  }

  /**
   * Does something that is known not to work with this client, and writes down why.
   *
   * @param why for the client's users
   * @param body asserts that it fails, and how
   */
  public void fails(String operation, SseMode mode, String why, Operation body) throws Exception {
    attempt(operation, mode, Outcome.FAILS, why, body);
  }

  /** Writes down an outcome that is known already. */
  public void found(String operation, SseMode mode, Outcome outcome, String note) {
    results.add(new ClientResult(operation, mode, store, outcome, note));
  }

  /** Writes down that something cannot be tried on this machine, and ends the test, visibly. */
  public void notRun(String operation, SseMode mode, String why) {
    found(operation, mode, Outcome.NOT_RUN, why);
    Assumptions.abort(client + ", " + operation + ": not run here: " + why);
  }

  @Override
  public void close() {
    new ClientReport(client, version, results).mergeInto(FOUND);
  }

  private void attempt(
      String operation, SseMode mode, Outcome expected, String note, Operation body)
      throws Exception {
    Outcome outcome = Outcome.FAILS;
    String said = "";
    try {
      body.run();
      outcome = expected;
      said = note;
    } catch (Exception | AssertionError e) { // whatever it was: written down, and thrown on
      said = firstLine(e);
      throw e;
    } finally {
      found(operation, mode, outcome, said);
    }
  }

  private static String firstLine(Throwable failure) {
    String line = String.valueOf(failure.getMessage()).strip().lines().findFirst().orElse("");
    return line.substring(0, Math.min(line.length(), MAX_NOTE_CHARACTERS));
  }
}
