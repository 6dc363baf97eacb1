package io.sealgate.bench.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the buckets and objects that workloads need, outside the time that is measured. */
final class Stage {

  private static final int WRITERS = 8;

  private final Connections connections;
  private final Set<String> ready = new HashSet<>();

  Stage(Connections connections) {
    this.connections = connections;
  }

  /** Makes the bucket, unless a target that shares it has. */
  void prepareBucket(Target target) throws IOException {
    if (ready.add(target.bucket())) {
      try (Client client = connections.open(target)) {
        SignedRequests requests = new SignedRequests(target);
        client.exchange(requests.head("PUT", "", "", Map.of(), Payload.unsigned(0)), Payload.EMPTY);
      }
    }
  }

  /** Writes the objects that a round of the workload reads or uses up. */
  void prepareObjects(Target target, Workload workload) throws IOException {
    boolean needed =
        workload.action().usesUp()
            || (workload.action().needsObjects()
                && ready.add(target.bucket() + "/" + workload.folder() + "x" + workload.objects()));
    if (!needed) {
      return;
    }
    AtomicInteger next = new AtomicInteger();
    try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
      List<Future<Integer>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        writers.add(threads.submit(() -> write(target, workload, next)));
      }
      for (Future<Integer> writer : writers) {
        writer.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("the objects of " + workload.name() + " could not be written", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Writes objects that nobody else has begun; returns how many. */
  private int write(Target target, Workload workload, AtomicInteger next) throws IOException {
    Payload payload = Payload.unsigned(workload.objectBytes());
    SignedRequests requests = new SignedRequests(target);
    int written = 0;
    try (Client client = connections.open(target)) {
      for (int i = next.getAndIncrement(); i < workload.objects(); i = next.getAndIncrement()) {
        String key = workload.key(i);
        if (workload.action() == Workload.Action.GET_RANGE_OF_PARTS_ONCE) {
          new MultipartUpload(target, requests, connections, key, 2, workload.objectBytes() / 2)
              .run(client);
        } else {
          client.exchange(
              requests.head("PUT", key, "", target.encryption().writeHeaders(), payload), payload);
        }
        written++;
      }
    }
    return written;
  }
}
