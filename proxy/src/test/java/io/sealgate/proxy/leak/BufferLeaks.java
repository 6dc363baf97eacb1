package io.sealgate.proxy.leak;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** The buffers that were collected as garbage before they were released, as Netty reports them. */
public final class BufferLeaks {

  private static final long COLLECTION_MILLIS = 5_000;

  private final Queue<String> reports = new ConcurrentLinkedQueue<>();

  private BufferLeaks() {}

  /** Listens to Netty's reports from now on. */
  static BufferLeaks watch() {
    BufferLeaks leaks = new BufferLeaks();
    Reports appender = new Reports(leaks.reports);
    appender.start();
    ((Logger) LoggerFactory.getLogger(ResourceLeakDetector.class)).addAppender(appender);
    return leaks;
  }

  /** Collects garbage, and returns what has been reported since the last call. */
  public List<String> take() throws InterruptedException {
    collectGarbage();
    // Netty looks at what was collected when it next hands out a buffer.
    ByteBufAllocator.DEFAULT.buffer(1).release();
    List<String> taken = new ArrayList<>();
    String report;
    while ((report = reports.poll()) != null) {
      taken.add(report);
    }
    return taken;
  }

  private static void collectGarbage() throws InterruptedException {
    for (int round = 0; round < 2; round++) { // a buffer may hold another one
      ReferenceQueue<Object> collected = new ReferenceQueue<>();
      WeakReference<Object> witness = new WeakReference<>(new Object(), collected);
      System.gc();
      if (collected.remove(COLLECTION_MILLIS) == null || !witness.refersTo(null)) {
        throw new IllegalStateException("no garbage was collected");
      }
    }
  }

  private static final class Reports extends AppenderBase<ILoggingEvent> {
    private final Queue<String> reports;

    Reports(Queue<String> reports) {
      this.reports = reports;
    }

    @Override
    protected void append(ILoggingEvent event) {
      reports.add(event.getFormattedMessage());
    }
  }
}
