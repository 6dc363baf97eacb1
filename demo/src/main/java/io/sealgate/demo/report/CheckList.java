package io.sealgate.demo.report;

import io.sealgate.demo.check.Check.Result;
import io.sealgate.demo.check.Outcome;
import java.io.PrintStream;
import java.util.List;

/** Prints checks one below the other, with what was seen beside each. */
public final class CheckList {

  private static final int NAME_WIDTH = 80;

  private final PrintStream out;

  /** Prints there. */
  public CheckList(PrintStream out) {
    this.out = out;
  }

  /** One check. */
  public void line(Result result) {
    String seen =
        switch (result.outcome()) {
          case Outcome.Held held -> held.seen();
          case Outcome.Failed failed -> "FAILED, see below";
        };
    out.println(
        result.name() + " ".repeat(Math.max(2, NAME_WIDTH - result.name().length())) + seen);
  }

  /**
   * What did not hold, in full.
   *
   * @param group what the results belong to
   */
  public void failures(String group, List<Result> results) {
    for (Result result : results) {
      switch (result.outcome()) {
        case Outcome.Held held -> {}
        case Outcome.Failed failed -> {
          out.println("FAILED   " + group + ": " + result.name());
          out.println("         expected: " + failed.expected());
          out.println("         seen:     " + failed.seen());
        }
      }
    }
  }
}
