package io.sealgate.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A connection without TLS: direct buffers go to the kernel and back without a copy. */
final class PlainWire implements Wire {

  private final SocketChannel channel;

  PlainWire(URI endpoint) throws IOException {
    channel = SocketChannel.open(new InetSocketAddress(endpoint.getHost(), endpoint.getPort()));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
  }

  @Override
  public void write(ByteBuffer[] buffers) throws IOException {
    ByteBuffer last = buffers[buffers.length - 1];
    long pendingBytes = 0;
    for (ByteBuffer buffer : buffers) {
      pendingBytes += buffer.remaining();
    }
    while (pendingBytes > 0) {
      pendingBytes -=
          last.remaining() == pendingBytes ? channel.write(last) : channel.write(buffers);
    }
  }

  @Override
  public int read(ByteBuffer buffer) throws IOException {
    return channel.read(buffer);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
