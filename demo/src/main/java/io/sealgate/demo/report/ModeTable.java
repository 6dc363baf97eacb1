package io.sealgate.demo.report;

import io.sealgate.demo.check.Check.Result;
import io.sealgate.demo.check.Outcome;
import java.io.PrintStream;
import java.util.List;

/** Prints the modes side by side: a column for each mode, a row for each check. */
public final class ModeTable {

  private static final int NAME_WIDTH = 32;
  private static final int CELL_WIDTH = 20;

  private final PrintStream out;

  /** Prints there. */
  public ModeTable(PrintStream out) {
    this.out = out;
  }

  /** The first line. */
  public void head(List<String> modes) {
    line("", modes);
    out.println("-".repeat(NAME_WIDTH + modes.size() * (CELL_WIDTH + 2)));
  }

  /**
   * One check in each mode.
   *
   * @param results one for each column, all of the same name
   */
  public void row(List<Result> results) {
    line(results.getFirst().name(), results.stream().map(ModeTable::cell).toList());
  }

  private void line(String name, List<String> cells) {
    StringBuilder line = new StringBuilder(padded(name, NAME_WIDTH));
    for (String cell : cells) {
      line.append("  ").append(padded(cell, CELL_WIDTH));
    }
    out.println(line.toString().stripTrailing());
  }

  private static String cell(Result result) {
    return switch (result.outcome()) {
      case Outcome.Held held -> held.seen();
      case Outcome.Failed failed -> "FAILED, see below";
    };
  }

  private static String padded(String text, int width) {
    String cut = text.length() <= width ? text : text.substring(0, width - 1) + "…";
    return cut + " ".repeat(width - cut.length());
  }
}
