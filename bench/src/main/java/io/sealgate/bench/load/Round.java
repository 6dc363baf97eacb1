package io.sealgate.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Drives one target with one workload for a while, on as many connections as it says. */
final class Round {

  private final Target target;
  private final Workload workload;
  private final Connections connections;
  private final Duration time;

  /**
   * A round that has not begun.
   *
   * @param time how long requests are begun; those under way are finished
   */
  Round(Target target, Workload workload, Connections connections, Duration time) {
    this.target = target;
    this.workload = workload;
    this.connections = connections;
    this.time = time;
  }

  /** Runs it. */
  Sample run() throws IOException {
    List<Operation> operations = new Operations(target, workload, connections).all();
    List<Client> clients = new ArrayList<>();
    try {
      for (int i = 0; i < workload.concurrency(); i++) {
        clients.add(connections.open(target));
      }
      return measure(clients, operations);
    } finally {
      for (Client client : clients) {
        client.close();
      }
    }
  }

  private Sample measure(List<Client> clients, List<Operation> operations) throws IOException {
    ProcessMeter meter = new ProcessMeter(target.pid());
    ProcessMeter driver = new ProcessMeter(ProcessHandle.current().pid());
    Duration cpuBefore = meter.cpuTime();
    Duration compilerBefore = meter.compilerTime();
    Duration driverBefore = driver.cpuTime();
    long begin = System.nanoTime();
    List<Worker> workers = drive(clients, operations, begin + time.toNanos());
    Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
    Latencies latencies = new Latencies();
    long bytes = 0;
    for (Worker worker : workers) {
      latencies.addAll(worker.latencies);
      bytes += worker.bytes;
    }
    return new Sample(
        latencies,
        bytes,
        elapsed,
        meter.cpuTime().minus(cpuBefore),
        meter.compilerTime().minus(compilerBefore),
        driver.cpuTime().minus(driverBefore),
        meter.residentBytes());
  }

  private List<Worker> drive(List<Client> clients, List<Operation> operations, long deadline)
      throws IOException {
    AtomicInteger next = new AtomicInteger();
    List<Worker> workers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(clients.size())) {
      List<Future<?>> running = new ArrayList<>();
      for (Client client : clients) {
        Worker worker = new Worker(client, operations, next, deadline);
        workers.add(worker);
        running.add(threads.submit(worker::run));
      }
      for (Future<?> each : running) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new IOException(workload.name() + " of " + target.name() + " failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return workers;
  }

  /** One connection's share. */
  private final class Worker {

    private final Client client;
    private final List<Operation> operations;
    private final AtomicInteger next;
    private final long deadline;
    private final Latencies latencies = new Latencies();
    private long bytes;

    Worker(Client client, List<Operation> operations, AtomicInteger next, long deadline) {
      this.client = client;
      this.operations = operations;
      this.next = next;
      this.deadline = deadline;
    }

    private @Nullable Void run() throws IOException {
      while (System.nanoTime() - deadline < 0) {
        int index = next.getAndIncrement();
        if (index >= operations.size() && workload.action().usesUp()) {
          break;
        }
        long begin = System.nanoTime();
        bytes += operations.get(index % operations.size()).run(client);
        latencies.add(System.nanoTime() - begin);
      }
      return null;
    }
  }
}
