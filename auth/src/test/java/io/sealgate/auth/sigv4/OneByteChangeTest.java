package io.sealgate.auth.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.auth.HeaderList;
import io.sealgate.auth.RequestHead;
import io.sealgate.auth.sigv4.Verification.Refused;
import io.sealgate.auth.sigv4.Verification.Verified;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No byte of what is signed can be changed: method, path, query, signed headers, signature. */
final class OneByteChangeTest {

  static LongStream seeds() {
    return LongStream.range(0, 25);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void refusesEveryChangeOfAHeaderSignedRequest(long seed) {
    RandomRequest random = new RandomRequest(seed);
    refusesEveryChangeOf(
        SdkSigner.onTheWire(
            SdkSigner.header(random.s3(), random.payload(), Example.S3, true).request()));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void refusesEveryChangeOfAPresignedRequest(long seed) {
    refusesEveryChangeOf(
        SdkSigner.onTheWire(
            SdkSigner.presigned(new RandomRequest(seed).s3(), Duration.ofHours(1)).request()));
  }

  private static void refusesEveryChangeOf(RequestHead head) {
    SigV4Verifier verifier = Example.verifier(Example.S3);
    assertThat(verifier.verify(head)).isInstanceOf(Verified.class);
    for (RequestHead changed : changes(head)) {
      assertThat(verifier.verify(changed))
          .as(
              "%s %s?%s %s",
              changed.method(), changed.rawPath(), changed.rawQuery(), lines(changed))
          .isInstanceOf(Refused.class);
    }
  }

  private static List<RequestHead> changes(RequestHead head) {
    List<RequestHead> changes = new ArrayList<>();
    for (String method : spoilt(head.method())) {
      changes.add(new RequestHead(method, head.rawPath(), head.rawQuery(), head.headers()));
    }
    for (String path : spoilt(head.rawPath())) {
      changes.add(new RequestHead(head.method(), path, head.rawQuery(), head.headers()));
    }
    for (String query : spoilt(head.rawQuery())) {
      changes.add(new RequestHead(head.method(), head.rawPath(), query, head.headers()));
    }
    for (Map.Entry<String, String> line : lines(head)) {
      for (String value : spoilt(line.getValue())) {
        changes.add(with(head, line, value));
      }
    }
    return changes;
  }

  private static RequestHead with(RequestHead head, Map.Entry<String, String> line, String value) {
    HeaderList headers = new HeaderList();
    for (Map.Entry<String, String> other : lines(head)) {
      headers.add(other.getKey(), other.equals(line) ? value : other.getValue());
    }
    return new RequestHead(head.method(), head.rawPath(), head.rawQuery(), headers);
  }

  /** Every text that differs in one place, by a character that means nothing but itself. */
  private static List<String> spoilt(String text) {
    List<String> spoilt = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      char other = text.charAt(i) == 'x' ? 'y' : 'x';
      spoilt.add(text.substring(0, i) + other + text.substring(i + 1));
    }
    spoilt.add(text + 'x');
    return spoilt;
  }

  private static List<Map.Entry<String, String>> lines(RequestHead head) {
    List<Map.Entry<String, String>> lines = new ArrayList<>();
    head.headers().forEach(lines::add);
    return lines;
  }
}
