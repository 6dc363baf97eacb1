package io.sealgate.proxy.start;

import io.sealgate.auth.HeaderList;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.crypto.aead.AesGcm;
import io.sealgate.crypto.multipart.RecordSealer;
import io.sealgate.kms.KmsException;
import io.sealgate.proxy.BackendTools;
import io.sealgate.proxy.ObjectTools;
import io.sealgate.proxy.StartException;
import io.sealgate.proxy.StoredObject;
import io.sealgate.proxy.backend.AnswerTimes;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.capability.BackendCapabilities;
import io.sealgate.proxy.capability.CapabilityProbe;
import io.sealgate.proxy.config.Config;
import io.sealgate.proxy.object.ObjectDecryption;
import io.sealgate.proxy.object.ObjectInspection;
import io.sealgate.proxy.sealing.ObjectSealer;
import io.sealgate.proxy.server.Transport;
import io.sealgate.proxy.system.CompletionRecords;
import io.sealgate.proxy.system.SystemBucket;
import io.sealgate.proxy.system.SystemBucketSetup;
import io.sealgate.proxy.system.SystemBucketSetup.State;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.sse.CustomerKey;
import io.sealgate.s3.sse.SseHeaders;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The operator's tools: the parts of a server that opening an object needs, for as long as one
 * command runs.
 */
public final class OperatorTools implements ObjectTools, BackendTools {

  @Override
  public void inspect(Config config, StoredObject object, PrintStream out) {
    try (Store store = Store.open(config)) {
      new ObjectInspection(store.backends, store.records(config))
          .inspect(object.bucket(), object.key(), object.versionId(), out);
    } catch (S3Exception | BackendException | IntegrityException failure) {
      throw refused(object, failure);
    }
  }

  @Override
  public void decrypt(Config config, StoredObject object, boolean recover, OutputStream plaintext)
      throws IOException {
    try (Store store = Store.open(config);
        CustomerKey key = customerKey(object.customerKeyFile())) {
      store
          .decryption(config)
          .decrypt(object.bucket(), object.key(), object.versionId(), recover, key, plaintext);
    } catch (S3Exception | BackendException | IntegrityException | KmsException failure) {
      throw refused(object, failure);
    }
  }

  @Override
  public void describe(Config config, PrintStream out) {
    try (Store store = Store.open(config)) {
      String name = config.backend().systemBucket();
      switch (new SystemBucketSetup(store.backends, name, config.backend().region()).look()) {
        case State.Present _ ->
            store
                .capabilities(name)
                .supports()
                .forEach((capability, support) ->
                    out.println(
                        String.format(
                            Locale.ROOT,
                            "backend   %-8s %s",
                            support.name().toLowerCase(Locale.ROOT),
                            capability.description())));
        case State.Missing _ ->
            out.println("backend   has no bucket " + name + " yet; the first start makes it");
        case State.Unknown unknown -> out.println("backend   " + unknown.sentence());
        case State.Refused refused -> out.println("backend   " + refused.sentence());
      }
    } catch (BackendException failure) {
      out.println("backend   " + failure.getMessage());
    }
  }

  private static StartException refused(StoredObject object, RuntimeException failure) {
    return new StartException(
        "s3://" + object.bucket() + "/" + object.key() + ": " + failure.getMessage(), failure);
  }

  /** The key in the file, raw or in base64, as a request with it would bring it. */
  private static @Nullable CustomerKey customerKey(@Nullable Path file) throws IOException {
    if (file == null) {
      return null;
    }
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException missing) {
      throw new StartException("--customer-key-file: there is no file " + file, missing);
    }
    String key =
        bytes.length == CustomerKey.LENGTH_BYTES
            ? Base64.getEncoder().encodeToString(bytes)
            : new String(bytes, StandardCharsets.US_ASCII).strip();
    Arrays.fill(bytes, (byte) 0);
    HeaderList headers =
        HeaderList.of(SseHeaders.CUSTOMER_ALGORITHM, "AES256", SseHeaders.CUSTOMER_KEY, key);
    return new SseHeaders(false).ofRead(headers, true).orElse(null);
  }

  /** The backend, and on demand the keys, for the time of one command. */
  private static final class Store implements AutoCloseable {
    private final Shutdown shutdown;
    private final Workers workers;
    private final Backends backends;

    private Store(Shutdown shutdown, Workers workers, Backends backends) {
      this.shutdown = shutdown;
      this.workers = workers;
      this.backends = backends;
    }

    static Store open(Config config) {
      Shutdown shutdown = new Shutdown(config.limits().drainTimeout());
      Workers workers = shutdown.owns(new Workers());
      Transport transport = Transport.preferred();
      EventLoops loops = shutdown.owns(new EventLoops(transport, 1));
      return new Store(
          shutdown,
          workers,
          shutdown.owns(Backends.of(config, transport, loops, workers, AnswerTimes.UNHEARD)));
    }

    CompletionRecords records(Config config) {
      RandomBytes random = RandomBytes.secure();
      return new CompletionRecords(
          new SystemBucket(backends, config.backend().systemBucket()),
          new RecordSealer(AesGcm.preferred(), random),
          random,
          backends,
          workers);
    }

    BackendCapabilities capabilities(String systemBucket) {
      return new CapabilityProbe(
              new SystemBucket(backends, systemBucket),
              backends,
              RandomBytes.secure(),
              InstantSource.system(),
              workers)
          .run();
    }

    ObjectDecryption decryption(Config config) {
      KeyServices keys = shutdown.owns(KeyServices.open(config));
      KeyParts keyParts = shutdown.owns(KeyParts.of(config, keys.service(), workers));
      keyParts.awaitFirstLook();
      return new ObjectDecryption(
          config.encryption(),
          keyParts.dataKeys(),
          keyParts.arns(),
          new ObjectSealer(AesGcm.preferred(), RandomBytes.secure()),
          records(config),
          backends,
          Identities.SERVICE,
          Identities.accounts(config.clients()));
    }

    @Override
    public void close() {
      shutdown.now();
    }
  }
}
