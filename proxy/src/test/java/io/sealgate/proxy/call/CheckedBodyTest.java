package io.sealgate.proxy.call;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sealgate.auth.HeaderList;
import io.sealgate.auth.sigv4.PayloadIntegrity;
import io.sealgate.proxy.call.CheckedBody.DigestsOnceKnown;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.body.DigestsWanted;
import io.sealgate.s3.body.PayloadCheck;
import java.nio.ByteBuffer;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a body is held against when its pieces are passed on as they are. */
final class CheckedBodyTest {

  private static final DigestsWanted NO_DIGESTS = new DigestsWanted(null, Set.of());
  private static final PayloadIntegrity UNSIGNED = new PayloadIntegrity.Unsigned();

  private final ByteBuffer out = ByteBuffer.allocate(100);

  @Test
  void isWhatTheClientPromised() {
    // CRC-32 of "hello": 0x3610A686
    CheckedBody body = of(HeaderList.of("Content-Length", "5", "x-amz-checksum-crc32", "NhCmhg=="));
    assertThat(body.takesUnchanged(ascii("hell"))).isTrue();
    ByteBuffer end = ascii("o");
    assertThat(body.takesUnchanged(end)).isFalse();
    body.update(end, out);
    assertThat(out.position()).isZero();
    body.finish(out);
    assertThat(out.position()).isEqualTo(1);
  }

  @Test
  void keepsItsEndWhenItIsNotWhatTheClientPromised() {
    CheckedBody body = of(HeaderList.of("Content-Length", "5", "x-amz-checksum-crc32", "NhCmhg=="));
    assertThat(body.takesUnchanged(ascii("jell"))).isTrue();
    body.update(ascii("o"), out);
    S3Exception refused = catchThrowableOfType(S3Exception.class, () -> body.finish(out));
    assertThat(refused.error()).isEqualTo(S3Error.BAD_DIGEST);
    assertThat(out.position()).isZero();
  }

  @Test
  void isNotPassedOnAsItIsWithItsFraming() {
    CheckedBody body =
        of(HeaderList.of("x-amz-decoded-content-length", "5", "Content-Encoding", "aws-chunked"));
    ByteBuffer framed = ascii("4\r\nhell\r\n");
    assertThat(body.takesUnchanged(framed)).isFalse();
    body.update(framed, out);
    assertThat(new String(out.array(), 0, out.position(), US_ASCII)).isEqualTo("hell");
  }

  private static CheckedBody of(HeaderList headers) {
    PayloadCheck check = PayloadCheck.of(headers, UNSIGNED, NO_DIGESTS);
    return new CheckedBody(check, new DigestsOnceKnown(), new WithheldEnd(5));
  }

  private static ByteBuffer ascii(String text) {
    return ByteBuffer.wrap(text.getBytes(US_ASCII));
  }
}
