package io.sealgate.demo.training;

import io.sealgate.proxy.StartException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * What servers do all day, for long enough that the JVM sees what is done often: objects written
 * and read by a few clients at once, most of them small.
 */
final class TrainingLoad {

  private static final Duration DURATION = Duration.ofSeconds(8);
  private static final int PLAIN_CLIENTS = 3;
  private static final int KEYS = 16;
  private static final int LARGE_EACH = 8;
  private static final int SSE_S3_EACH = 4;
  private static final int READS = 3;
  private static final byte[] SMALL = new byte[4096];
  private static final byte[] LARGE = new byte[1 << 20];

  private final S3Client plain;
  private final S3Client secure;
  private final String bucket;

  /**
   * A load.
   *
   * @param plain reaches the server over plain HTTP
   * @param secure reaches it over TLS
   * @param bucket is made
   */
  TrainingLoad(S3Client plain, S3Client secure, String bucket) {
    this.plain = plain;
    this.secure = secure;
    this.bucket = bucket;
  }

  /**
   * Runs it.
   *
   * @throws StartException when a request fails: what is learnt from errors is of no use
   */
  void run() throws InterruptedException {
    plain.createBucket(request -> request.bucket(bucket));
    long endNanos = System.nanoTime() + DURATION.toNanos();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> clients = new ArrayList<>();
      clients.add(threads.submit(() -> repeat(secure, "secure/", endNanos)));
      for (int i = 0; i < PLAIN_CLIENTS; i++) {
        String folder = "plain-" + i + "/";
        clients.add(threads.submit(() -> repeat(plain, folder, endNanos)));
      }
      for (Future<?> client : clients) {
        client.get();
      }
    } catch (ExecutionException failure) {
      throw new StartException("a request has failed: " + failure.getCause(), failure);
    }
  }

  private void repeat(S3Client client, String folder, long endNanos) {
    for (long round = 1; System.nanoTime() - endNanos < 0; round++) {
      writeAndRead(client, folder, round);
    }
  }

  private void writeAndRead(S3Client client, String folder, long round) {
    String key = folder + round % KEYS;
    ServerSideEncryption encryption =
        round % SSE_S3_EACH == 0 ? ServerSideEncryption.AES256 : ServerSideEncryption.AWS_KMS;
    client.putObject(
        request -> request.bucket(bucket).key(key).serverSideEncryption(encryption),
        RequestBody.fromBytes(round % LARGE_EACH == 0 ? LARGE : SMALL));
    for (int i = 0; i < READS; i++) {
      client.getObjectAsBytes(request -> request.bucket(bucket).key(key));
    }
    client.getObjectAsBytes(request -> request.bucket(bucket).key(key).range("bytes=100-199"));
    client.headObject(request -> request.bucket(bucket).key(key));
    if (round % KEYS == 0) {
      client.listObjectsV2(request -> request.bucket(bucket).prefix(folder));
      client.deleteObject(request -> request.bucket(bucket).key(key));
    }
  }
}
