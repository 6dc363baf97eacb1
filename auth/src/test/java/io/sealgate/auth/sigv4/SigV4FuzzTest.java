package io.sealgate.auth.sigv4;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sealgate.auth.HeaderList;
import io.sealgate.auth.RequestHead;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Whatever a client sends where its signature belongs: it is refused with a reason, and nothing is
 * thrown. The corpus is replayed by the ordinary test run.
 */
final class SigV4FuzzTest {

  private static final SigV4Verifier VERIFIER = Example.verifier(Example.S3);
  private static final SigV4Verifier KMS = Example.verifier(Example.KMS);

  /** The input's lines are Authorization, date, payload hash and path. */
  @FuzzTest(maxDuration = "20s")
  void authorizationHeader(byte[] input) {
    List<String> lines = wire(input).lines().toList();
    HeaderList headers =
        HeaderList.of(
            "Host", "h",
            "Authorization", line(lines, 0),
            "x-amz-date", line(lines, 1),
            "x-amz-content-sha256", line(lines, 2));
    String path = "/another" + line(lines, 3);

    refuses(VERIFIER.verify(new RequestHead("GET", path, "", headers)));
    refuses(KMS.verify(new RequestHead("POST", path, "", headers), new byte[32]));
  }

  /** The path is not the one that the example's URL was made for. */
  @FuzzTest(maxDuration = "20s")
  void presignedQuery(byte[] input) {
    HeaderList headers = HeaderList.of("Host", "h");

    refuses(VERIFIER.verify(new RequestHead("GET", "/another", wire(input), headers)));
  }

  private static String wire(byte[] input) {
    return new String(input, StandardCharsets.ISO_8859_1);
  }

  private static String line(List<String> lines, int index) {
    return index < lines.size() ? lines.get(index) : "";
  }

  private static void refuses(Verification verification) {
    switch (verification) {
      case Verification.Refused refused -> {
        if (refused.message().isEmpty() || refused.toString().contains(Example.SECRET)) {
          throw new AssertionError(refused);
        }
      }
      case Verification.Verified verified -> throw new AssertionError(verified);
    }
  }
}
