package io.sealgate.demo;

import io.sealgate.demo.check.Check;
import io.sealgate.demo.check.Check.Result;
import io.sealgate.demo.report.CheckList;
import io.sealgate.demo.report.ModeTable;
import io.sealgate.demo.scene.ModeScene;
import io.sealgate.demo.scene.Scenes;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plays all scenes and prints what is seen. */
final class Demo {

  private final Scenes scenes;
  private final PrintStream out;
  private final Map<String, List<Result>> results = new LinkedHashMap<>();

  Demo(Scenes scenes, PrintStream out) {
    this.scenes = scenes;
    this.out = out;
  }

  /**
   * Plays them.
   *
   * @return whether each check held
   */
  boolean play() throws IOException, InterruptedException {
    playModes();
    out.println();
    out.println(
        "A disabled key stops reading as soon as data keys that are cached are too old: here after "
            + scenes.keys().cachedSeconds()
            + " seconds.");
    out.println();
    playList("old clients", scenes.legacy().checks());
    playList("large objects and copies", scenes.parts().checks());
    playList("rules", scenes.rule().checks());
    playList("calls of the key service", scenes.caching().checks());
    return summary();
  }

  private void playModes() throws IOException, InterruptedException {
    List<ModeScene> modes = scenes.modes();
    ModeTable table = new ModeTable(out);
    table.head(modes.stream().map(ModeScene::title).toList());
    List<List<Check>> columns = modes.stream().map(ModeScene::checks).toList();
    for (int row = 0; row < columns.getFirst().size(); row++) {
      List<Check> checks = new ArrayList<>(columns.size());
      for (List<Check> column : columns) {
        checks.add(column.get(row));
      }
      playRow(table, checks);
    }
    scenes.keys().takeAway(modes);
    playRow(table, modes.stream().map(scenes.keys()::refused).toList());
    scenes.keys().giveBack(modes);
    playRow(table, modes.stream().map(scenes.keys()::readable).toList());
  }

  private void playRow(ModeTable table, List<Check> checks)
      throws IOException, InterruptedException {
    List<Result> row = new ArrayList<>(checks.size());
    for (int column = 0; column < checks.size(); column++) {
      Result result = checks.get(column).run();
      row.add(result);
      note(scenes.modes().get(column).title(), result);
    }
    table.row(row);
  }

  private void playList(String group, List<Check> checks) throws IOException, InterruptedException {
    CheckList list = new CheckList(out);
    for (Check check : checks) {
      Result result = check.run();
      note(group, result);
      list.line(result);
    }
  }

  private void note(String group, Result result) {
    results.computeIfAbsent(group, name -> new ArrayList<>()).add(result);
  }

  private boolean summary() {
    CheckList list = new CheckList(out);
    long all = 0;
    long held = 0;
    out.println();
    for (Map.Entry<String, List<Result>> group : results.entrySet()) {
      list.failures(group.getKey(), group.getValue());
      all += group.getValue().size();
      held += group.getValue().stream().filter(Result::held).count();
    }
    out.println(held + " of " + all + " checks held");
    return held == all;
  }
}
