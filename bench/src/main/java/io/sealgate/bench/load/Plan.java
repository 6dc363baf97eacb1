package io.sealgate.bench.load;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one run does: written by {@code bench/run}, read by {@link LoadMain}.
 *
 * @param targets what is driven, in this order within each round
 * @param workloads names of {@link Workload}s; empty for all
 * @param connections how many ask at once; null for as many as each workload has
 * @param rounds how often each workload goes round all targets
 * @param warmUpSeconds how long each target is driven with each of the first workloads beforehand,
 *     and at most with each workload before its rounds, so that what compiles itself has done so
 * @param secondsPerRound how long one target is driven in one round
 * @param certificate PEM file of the certificate that TLS targets show
 * @param output folder of the tables
 * @param environment what the tables say of machine and versions, by name
 */
record Plan(
    List<Target> targets,
    List<String> workloads,
    @Nullable Integer connections,
    int rounds,
    double warmUpSeconds,
    double secondsPerRound,
    String certificate,
    String output,
    Map<String, String> environment) {}
