package io.sealgate.proxy.start;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.netty4.NettyAllocatorMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What the process uses: memory and its collection, buffers, threads, processors, files. */
final class JvmMeters implements AutoCloseable {

  /** The JVM's management is many classes: the start and its first requests do without. */
  private static final long DELAY_SECONDS = 3;

  private final MeterRegistry registry;
  private @Nullable JvmGcMetrics collections;
  private boolean closed;

  private JvmMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * Registers the meters soon.
   *
   * @param workers where
   */
  static JvmMeters soonIn(MeterRegistry registry, Executor workers) {
    JvmMeters meters = new JvmMeters(registry);
    CompletableFuture.delayedExecutor(DELAY_SECONDS, TimeUnit.SECONDS, workers)
        .execute(meters::register);
    return meters;
  }

  private synchronized void register() {
    if (closed) {
      return;
    }
    JvmGcMetrics ofCollections = new JvmGcMetrics();
    collections = ofCollections;
    List<MeterBinder> meters =
        new ArrayList<>(
            List.of(
                new JvmMemoryMetrics(),
                ofCollections,
                new JvmThreadMetrics(),
                new ProcessorMetrics(),
                new FileDescriptorMetrics(),
                new UptimeMetrics()));
    // Buffers that connections hold, which the JVM does not count as its own.
    if (ByteBufAllocator.DEFAULT instanceof ByteBufAllocatorMetricProvider buffers) {
      meters.add(new NettyAllocatorMetrics(buffers));
    }
    meters.forEach(meter -> meter.bindTo(registry));
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (collections != null) {
      collections.close(); // else the JVM would tell it of collections for ever
    }
  }
}
