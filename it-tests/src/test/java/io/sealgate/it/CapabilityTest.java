package io.sealgate.it;

import static io.sealgate.proxy.capability.Capability.CREATE_ONLY_COPY;
import static io.sealgate.proxy.capability.Capability.KEY_SEGMENTS;
import static io.sealgate.proxy.capability.Capability.LEADING_SLASH;
import static io.sealgate.proxy.capability.Capability.MATCHING_COPY;
import static io.sealgate.proxy.capability.Capability.MATCHING_DELETE;
import static io.sealgate.proxy.capability.Capability.METADATA_LISTING;
import static io.sealgate.proxy.capability.Capability.METADATA_VERSION_LISTING;
import static io.sealgate.proxy.capability.Capability.OBJECT_PARTS;
import static io.sealgate.proxy.capability.Capability.PART_HEAD;
import static io.sealgate.proxy.capability.Capability.TRAILING_CHECKSUM;
import static io.sealgate.proxy.capability.Capability.VERSION_LISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.crypto.RandomBytes;
import io.sealgate.it.fixture.Store;
import io.sealgate.it.fixture.StoreCalls;
import io.sealgate.it.fixture.TestBackend;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.capability.BackendCapabilities;
import io.sealgate.proxy.capability.Capability;
import io.sealgate.proxy.capability.CapabilityProbe;
import io.sealgate.proxy.capability.Support;
import io.sealgate.proxy.config.ConfigLoader;
import io.sealgate.proxy.start.OperatorTools;
import io.sealgate.proxy.system.SystemBucket;
import io.sealgate.proxy.system.SystemBucketSetup;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What real stores are seen to do: operations that rely on it ask for just this. */
final class CapabilityTest {

  private static final String BUCKET = "capabilities";

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Store.class)
  void isSeenAsItIsAndNothingIsLeftOfIt(Store store) {
    StoreCalls calls = StoreCalls.of(store.backend());
    assertThat(new SystemBucketSetup(calls, BUCKET, "us-east-1").ensure())
        .isEqualTo(new SystemBucketSetup.State.Present());
    Map<Capability, Support> expected = new EnumMap<>(Capability.class);
    for (Capability capability : Capability.values()) {
      expected.put(capability, Support.WORKS);
    }
    switch (store) {
      case MINIO -> {
        expected.put(CREATE_ONLY_COPY, Support.IGNORED);
        expected.put(MATCHING_COPY, Support.IGNORED);
        expected.put(MATCHING_DELETE, Support.IGNORED);
        expected.put(LEADING_SLASH, Support.IGNORED);
        expected.put(KEY_SEGMENTS, Support.REFUSED);
      }
      case S3PROXY -> {
        expected.put(CREATE_ONLY_COPY, Support.IGNORED);
        expected.put(MATCHING_COPY, Support.IGNORED);
        expected.put(TRAILING_CHECKSUM, Support.IGNORED);
        expected.put(METADATA_LISTING, Support.IGNORED);
        expected.put(METADATA_VERSION_LISTING, Support.REFUSED);
        expected.put(VERSION_LISTING, Support.REFUSED);
        expected.put(PART_HEAD, Support.IGNORED);
        expected.put(OBJECT_PARTS, Support.IGNORED);
        expected.put(LEADING_SLASH, Support.REFUSED);
        expected.put(KEY_SEGMENTS, Support.IGNORED);
      }
    }
    assertThat(probe(calls).supports()).isEqualTo(expected);
    assertThat(names(new SystemBucket(calls, BUCKET), "probes/")).isEmpty();
  }

  @Test
  void cannotBeSeenOfAStoreThatIsDown() {
    StoreCalls calls = StoreCalls.of(Store.absent());
    assertThat(new SystemBucketSetup(calls, BUCKET, "us-east-1").ensure())
        .isInstanceOf(SystemBucketSetup.State.Unknown.class);
    assertThatThrownBy(() -> probe(calls)).isInstanceOf(BackendException.class);
  }

  @Test
  void isShownByTheCheckOfAConfiguration() throws IOException {
    TestBackend minio = Store.MINIO.backend();
    new SystemBucketSetup(StoreCalls.of(minio), BUCKET, "us-east-1").ensure();
    assertThat(described(minio, BUCKET))
        .contains("backend   works    PutObject with If-None-Match: *\n")
        .contains("backend   ignored  DeleteObject with If-Match\n");
    assertThat(described(minio, "no-such-bucket"))
        .isEqualTo("backend   has no bucket no-such-bucket yet; the first start makes it\n");
    assertThat(described(Store.absent(), BUCKET))
        .startsWith("backend   the system bucket capabilities cannot be looked at: ");
  }

  private String described(TestBackend backend, String bucket) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("sealgate.yaml"),
            """
            listen: { http: 127.0.0.1:0 }
            backend:
              endpoint: "%s"
              access-key: %s
              secret-key: "${env:SECRET}"
              system-bucket: %s
            clients: [ { name: app, access-key: AKAPP, secret-key: app-secret } ]
            kms: { type: embedded, store: ./kms, seal: { type: file, path: ./seal.key } }
            """
                .formatted(backend.endpoint(), backend.accessKey(), bucket));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new OperatorTools()
        .describe(
            new ConfigLoader(name -> backend.secretKey()).server(file),
            new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }

  private static BackendCapabilities probe(StoreCalls calls) {
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      return new CapabilityProbe(
              new SystemBucket(calls, BUCKET),
              calls,
              RandomBytes.secure(),
              InstantSource.system(),
              workers)
          .run();
    }
  }

  private static List<String> names(SystemBucket bucket, String prefix) {
    List<String> names = new ArrayList<>();
    bucket.list(prefix, "", names::add);
    return names;
  }
}
