package io.sealgate.bench.load;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Runs a {@link Plan}: the end-to-end half of the benchmarks. */
public final class LoadMain {

  /** The small ones and those of 1 MiB, which come first: every way of a body is compiled then. */
  private static final int WARM_UP_WORKLOADS = 4;

  private final Plan plan;
  private final Connections connections;
  private final Stage stage;

  private LoadMain(Plan plan) {
    this.plan = plan;
    connections = new Connections(Path.of(plan.certificate()));
    stage = new Stage(connections);
  }

  /**
   * Runs the plan in a file and writes its tables.
   *
   * @param args the file, JSON
   * @throws IOException when a target fails: the tables end with the workload before
   */
  public static void main(String[] args) throws IOException {
    Plan plan = JsonMapper.shared().readValue(Path.of(args[0]).toFile(), Plan.class);
    new LoadMain(plan).run();
  }

  private void run() throws IOException {
    for (Target target : plan.targets()) {
      stage.prepareBucket(target);
    }
    warmUp();
    List<Result> results = new ArrayList<>();
    for (Workload workload : Workload.ALL) {
      if (plan.workloads().isEmpty() || plan.workloads().contains(workload.name())) {
        results.addAll(run(workload));
        // After each, so that one that fails does not take half an hour of the others with it.
        new Report(plan.environment(), results).write(Path.of(plan.output()));
      }
    }
  }

  private void warmUp() throws IOException {
    for (Target target : plan.targets()) {
      for (Workload workload : Workload.ALL.subList(0, WARM_UP_WORKLOADS)) {
        sample(target, workload, seconds(plan.warmUpSeconds()));
      }
    }
  }

  private List<Result> run(Workload workload) throws IOException {
    System.err.println("bench: " + workload.name());
    List<Target> targets = plan.targets();
    List<List<Sample>> samples = new ArrayList<>(); // one list for each target
    for (Target target : targets) {
      samples.add(new ArrayList<>());
      sample(target, workload, seconds(plan.secondsPerRound() / 3)); // to warm up
    }
    for (int round = 0; round < plan.rounds(); round++) {
      for (int i = 0; i < targets.size(); i++) {
        samples.get(i).add(sample(targets.get(i), workload, seconds(plan.secondsPerRound())));
      }
    }
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < targets.size(); i++) {
      int baseline = indexOf(targets.get(i).baseline());
      results.add(
          Result.of(
              workload.name(),
              targets.get(i).name(),
              samples.get(i),
              baseline < 0 ? null : samples.get(baseline)));
    }
    return results;
  }

  private int indexOf(@Nullable String name) {
    for (int i = 0; i < plan.targets().size(); i++) {
      if (plan.targets().get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private Sample sample(Target target, Workload workload, Duration time) throws IOException {
    stage.prepareObjects(target, workload);
    return new Round(target, workload, connections, time).run();
  }

  private static Duration seconds(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }
}
