package io.sealgate.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.SealgateServer;
import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Whoever has the store to himself gets no wrong byte past Sealgate: it refuses, or it breaks off.
 */
@ParameterizedClass
@EnumSource
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TamperingTest {

  private static final String KEY = "victim";
  private static final String ENVELOPE = "sealgate";
  private static final byte[] BODY = Bodies.ofLength(2 * Bodies.FRAME_BYTES + 1000);

  @Parameter Store store;
  private SealgateServer server;
  private Bucket bucket;
  private Bucket stored;

  @BeforeParameterizedClassInvocation
  void start() {
    server = SealgateServer.start(store.backend());
    bucket = Bucket.create(server.s3(), "tampering");
    stored = bucket.by(server.direct());
  }

  @AfterParameterizedClassInvocation
  void stop() {
    bucket.empty();
    server.close();
  }

  static List<Arguments> flippedBytes() {
    int frame = Bodies.FRAME_BYTES + 32;
    List<Arguments> rows = new ArrayList<>();
    for (SseMode mode : SseMode.values()) {
      // Header: version, salt, length, wrapped key, commitment, tag. Frames: number, IV, text, tag.
      for (int at : List.of(0, 5, 30, 90, 140, 183, 185, 190, 300, 184 + frame - 1)) {
        rows.add(Arguments.of(mode, at));
      }
      rows.add(Arguments.of(mode, 184 + frame + 100)); // the second frame
      rows.add(Arguments.of(mode, 184 + 2 * frame + 40)); // the final one
      rows.add(Arguments.of(mode, -193)); // the tag of the final frame
    }
    return rows;
  }

  @ParameterizedTest
  @MethodSource("flippedBytes")
  void refusesFlippedBytes(SseMode mode, int at) throws IOException {
    bucket.put(KEY, mode, BODY);
    replace(
        KEY,
        body -> {
          body[at < 0 ? body.length + at : at] ^= 1;
          return body;
        });
    assertNoWrongByte(mode, KEY, BODY);
  }

  @ParameterizedTest
  @EnumSource
  void refusesDamagedFactsWhenTheyAreAsked(SseMode mode) throws IOException {
    bucket.put(KEY, mode, BODY);
    replace(
        KEY,
        body -> {
          body[body.length - 1] ^= 1;
          return body;
        });
    assertNoWrongByte(mode, KEY, BODY);
  }

  @ParameterizedTest
  @EnumSource
  void refusesTruncatedObjects(SseMode mode) throws IOException {
    int frame = Bodies.FRAME_BYTES + 32;
    for (int length :
        List.of(0, 1, 183, 184, 1000, 184 + frame, 184 + 2 * frame, 184 + 2 * frame + 192)) {
      bucket.put(KEY, mode, BODY);
      replace(KEY, body -> Arrays.copyOf(body, length));
      assertNoWrongByte(mode, KEY, BODY);
    }
    bucket.put(KEY, mode, BODY);
    replace(KEY, body -> Arrays.copyOf(body, body.length + frame));
    assertNoWrongByte(mode, KEY, BODY);
  }

  @ParameterizedTest
  @EnumSource
  void refusesExchangedFrames(SseMode mode) throws IOException {
    bucket.put(KEY, mode, BODY);
    replace(
        KEY,
        body -> {
          int frame = Bodies.FRAME_BYTES + 32;
          byte[] exchanged = body.clone();
          System.arraycopy(body, 184, exchanged, 184 + frame, frame);
          System.arraycopy(body, 184 + frame, exchanged, 184, frame);
          return exchanged;
        });
    assertNoWrongByte(mode, KEY, BODY);
  }

  @ParameterizedTest
  @EnumSource
  void refusesTheEnvelopeOfAnotherObject(SseMode mode) throws IOException {
    byte[] other = Bodies.ofLength(BODY.length);
    other[0] ^= 1;
    bucket.put(KEY, mode, BODY);
    bucket.put("accomplice", mode, other);
    Map<String, String> metadata = stored.head(stored.heading("accomplice")).metadata();
    stored.put(stored.putting(KEY).metadata(metadata), stored.get(KEY));
    assertRefused(mode, KEY);
  }

  @ParameterizedTest
  @EnumSource
  void refusesObjectsThatWereRenamed(SseMode mode) throws IOException {
    bucket.put(KEY, mode, BODY);
    stored.put(
        stored.putting("renamed").metadata(stored.head(stored.heading(KEY)).metadata()),
        stored.get(KEY));
    assertRefused(mode, "renamed");
  }

  @ParameterizedTest
  @EnumSource
  void refusesSealedBodiesWithoutTheirEnvelope(SseMode mode) throws IOException {
    bucket.put(KEY, mode, BODY);
    stored.put(stored.putting(KEY), stored.get(KEY));
    // Parts of it cannot be told from plaintext: there, only a rule that denies plaintext helps.
    assertNoWrongByte(mode, KEY, new byte[0]);
    assertNoWrongByte(SseMode.UNASKED, KEY, new byte[0]);
  }

  @ParameterizedTest
  @EnumSource
  void refusesDamagedEnvelopes(SseMode mode) throws IOException {
    bucket.put(KEY, mode, BODY);
    byte[] body = stored.get(KEY);
    String envelope = stored.head(stored.heading(KEY)).metadata().get(ENVELOPE);
    for (int at : List.of(0, 6, 8, 10, 20, envelope.length() / 2, envelope.length() - 30)) {
      char flipped = envelope.charAt(at) == 'A' ? 'B' : 'A';
      Map<String, String> damaged = new HashMap<>();
      damaged.put(ENVELOPE, envelope.substring(0, at) + flipped + envelope.substring(at + 1));
      stored.put(stored.putting(KEY).metadata(damaged), body);
      assertRefused(mode, KEY);
    }
    stored.put(stored.putting(KEY).metadata(Map.of(ENVELOPE, envelope + "A")), body);
    assertRefused(mode, KEY);
  }

  private void replace(String key, UnaryOperator<byte[]> change) {
    Map<String, String> metadata = stored.head(stored.heading(key)).metadata();
    stored.put(stored.putting(key).metadata(metadata), change.apply(stored.get(key)));
  }

  private void assertRefused(SseMode mode, String key) throws IOException {
    assertNoWrongByte(mode, key, new byte[0]);
    assertThatThrownBy(() -> bucket.get(mode.read(bucket.getting(key)).range("bytes=70000-70010")))
        .isInstanceOf(SdkException.class);
  }

  /** Reads as far as it goes: it must end badly, after nothing but the true beginning. */
  private void assertNoWrongByte(SseMode mode, String key, byte[] truth) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    assertThatThrownBy(
            () -> {
              try (ResponseInputStream<GetObjectResponse> body =
                  bucket.s3().getObject(mode.read(bucket.getting(key)).build())) {
                body.transferTo(read);
              }
            })
        .isInstanceOfAny(SdkException.class, IOException.class);
    byte[] got = read.toByteArray();
    assertThat(got).isEqualTo(Arrays.copyOf(truth, got.length));
    assertThat(got.length).isLessThanOrEqualTo(truth.length);
  }
}
