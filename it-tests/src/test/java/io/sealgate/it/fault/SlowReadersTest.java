package io.sealgate.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.it.fixture.BigTransfers;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.SealgateServer;
import io.sealgate.it.fixture.SlowReaders;
import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import org.junit.jupiter.api.Test;

/** Many readers that stop in the middle: each gets every byte when it goes on. */
final class SlowReadersTest {

  private static final int READERS = 60;
  private static final long LENGTH_BYTES = 2_000_000;
  private static final long PAUSE_MILLIS = 1_000;

  @Test
  void getEveryByteOfOneObject() {
    try (SealgateServer server = SealgateServer.start(Store.MINIO.backend());
        BigTransfers transfers = new BigTransfers(server.clients(), server.http())) {
      Bucket bucket = Bucket.create(server.s3(), "slow-readers");
      transfers.put(SseMode.DSSE_KMS.ask(bucket.putting("object")).build(), LENGTH_BYTES);
      new SlowReaders(transfers.urlOf(bucket.getting("object").build()), LENGTH_BYTES, PAUSE_MILLIS)
          .read(READERS);
      assertThat(server.metric("sealgate_requests_running")).isZero();
      bucket.empty();
    }
  }
}
