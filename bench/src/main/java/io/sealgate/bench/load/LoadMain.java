package io.sealgate.bench.load;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** Runs a {@link Plan}: the end-to-end half of the benchmarks. */
public final class LoadMain {

  /** With these every way of a body is compiled. */
  private static final List<String> WARM_UP_WORKLOADS =
      List.of("get-4k", "put-4k", "get-1m", "put-1m");

  /** A server whose compiler uses less than that runs what it will run for hours. */
  private static final double COMPILED_SHARE = 0.03;

  private final Plan plan;
  private final Connections connections;
  private final Stage stage;
  private final List<String> failures = new ArrayList<>();

  private LoadMain(Plan plan) {
    this.plan = plan;
    connections = new Connections(Path.of(plan.certificate()));
    stage = new Stage(connections);
  }

  /**
   * Runs the plan in a file and writes its tables.
   *
   * @param args the file, JSON
   * @throws IOException when a target cannot even be warmed up, or the tables cannot be written
   */
  public static void main(String[] args) throws IOException {
    Plan plan = JsonMapper.shared().readValue(Path.of(args[0]).toFile(), Plan.class);
    new LoadMain(plan).run();
  }

  private void run() throws IOException {
    List<Workload> workloads = Workload.named(plan.workloads());
    for (Target target : plan.targets()) {
      stage.prepareBucket(target);
    }
    warmUp();
    List<Result> results = new ArrayList<>();
    Integer connections = plan.connections();
    for (Workload workload : workloads) {
      results.addAll(run(connections == null ? workload : workload.at(connections)));
      // After each, so that one that fails does not take half an hour of the others with it.
      new Report(environment(), results).write(Path.of(plan.output()));
    }
  }

  private void warmUp() throws IOException {
    for (Target target : plan.targets()) {
      for (Workload workload : Workload.named(WARM_UP_WORKLOADS)) {
        sample(target, workload, seconds(plan.warmUpSeconds()));
      }
    }
  }

  /**
   * Drives a target until it has compiled what it needs for a workload, or for as long as the plan
   * gives it.
   *
   * @return false when it cannot do that
   */
  private boolean warmsUp(Target target, Workload workload) {
    long begin = System.nanoTime();
    while (true) {
      Optional<Sample> sample = sampleIfItCan(target, workload, plan.secondsPerRound());
      if (sample.isEmpty()) {
        return false;
      }
      boolean late = System.nanoTime() - begin > seconds(plan.warmUpSeconds()).toNanos();
      if (late || sample.get().compilerShare() < COMPILED_SHARE) {
        return true;
      }
    }
  }

  private List<Result> run(Workload workload) throws IOException {
    System.err.println("bench: " + workload.name());
    List<Target> targets = plan.targets();
    Map<String, List<Sample>> samples = new LinkedHashMap<>(); // of targets that manage it
    for (Target target : targets) {
      if (warmsUp(target, workload)) {
        samples.put(target.name(), new ArrayList<>());
      }
    }
    for (int round = 0; round < plan.rounds(); round++) {
      for (Target target : targets) {
        List<Sample> ofTarget = samples.get(target.name());
        if (ofTarget != null) {
          sampleIfItCan(target, workload, plan.secondsPerRound())
              .ifPresentOrElse(ofTarget::add, () -> samples.remove(target.name()));
        }
      }
    }
    List<Result> results = new ArrayList<>();
    for (Target target : targets) {
      List<Sample> ofTarget = samples.get(target.name());
      if (ofTarget != null) {
        String baseline = target.baseline();
        results.add(
            Result.of(
                workload.name(),
                target,
                ofTarget,
                baseline == null ? null : samples.get(baseline)));
      }
    }
    return results;
  }

  /** What a target cannot do is a result too, and must not take those of the others with it. */
  private Optional<Sample> sampleIfItCan(Target target, Workload workload, double seconds) {
    try {
      return Optional.of(sample(target, workload, seconds(seconds)));
    } catch (IOException failure) {
      Throwable cause = failure;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      String line = workload.name() + " through " + target.name() + ": " + cause.getMessage();
      System.err.println("bench: failed: " + line);
      failures.add(line.lines().findFirst().orElseThrow());
      return Optional.empty();
    }
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>(plan.environment());
    if (!failures.isEmpty()) {
      environment.put("failed", String.join("; ", failures));
    }
    return environment;
  }

  private Sample sample(Target target, Workload workload, Duration time) throws IOException {
    stage.prepareObjects(target, workload);
    return new Round(target, workload, connections, time).run();
  }

  private static Duration seconds(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }
}
