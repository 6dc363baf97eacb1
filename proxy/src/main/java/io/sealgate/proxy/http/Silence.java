package io.sealgate.proxy.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import java.time.Duration;

/**
 * For how long a peer has neither sent nor taken a byte. Bytes that it takes are noticed when
 * looked for, from time to time: a slow reader moves them long before its connection is writable
 * again. Netty's {@code IdleStateHandler} would watch each write, which is felt in small requests.
 */
public final class Silence {

  private long sinceNanos = System.nanoTime();
  private long queuedBytes;
  private long takenOfFirstBytes;

  /** A byte came, or only now it is the peer's turn. */
  public void restart() {
    sinceNanos = System.nanoTime();
  }

  /** Looks whether the peer has taken anything since the last look. */
  public void look(Channel channel) {
    ChannelOutboundBuffer queue = channel.unsafe().outboundBuffer();
    if (queue == null) {
      return; // the channel is closed
    }
    long queued = queue.totalPendingWriteBytes();
    long takenOfFirst = queue.currentProgress();
    if (queued != queuedBytes || takenOfFirst != takenOfFirstBytes) {
      queuedBytes = queued;
      takenOfFirstBytes = takenOfFirst;
      restart();
    }
  }

  /** Whether it has not yet taken all that it was sent, as of the last look. */
  public boolean leavesBytes() {
    return queuedBytes > 0;
  }

  /** Whether it has lasted that long. */
  public boolean lasts(Duration timeout) {
    return System.nanoTime() - sinceNanos >= timeout.toNanos();
  }
}
