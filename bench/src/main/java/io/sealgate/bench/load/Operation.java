package io.sealgate.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;

/** One request of a workload, ready to be sent as often as wanted. */
sealed interface Operation permits Operation.Simple, MultipartUpload {

  /**
   * Does it.
   *
   * @return how many bytes of objects it moved, in either direction
   */
  long run(Client client) throws IOException;

  /**
   * One request, one answer.
   *
   * @param head signed
   * @param payload what follows it
   */
  record Simple(ByteBuffer head, Payload payload) implements Operation {

    @Override
    public long run(Client client) throws IOException {
      return client.exchange(head, payload) + payload.bytes();
    }
  }
}
