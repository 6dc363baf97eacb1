package io.sealgate.crypto.envelope;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sealgate.crypto.Base64Url;
import io.sealgate.crypto.IntegrityException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Any entry at all: it is refused, or it is the one spelling of what was read. */
class EnvelopeFuzzTest {

  @FuzzTest(maxDuration = "2m")
  void refusesOrReadsTheOneSpelling(byte[] input) {
    Envelope envelope;
    try {
      envelope = Envelope.parse(new String(input, StandardCharsets.ISO_8859_1));
    } catch (IntegrityException _) {
      return;
    }
    if (envelope.fields().entryCharacters() != envelope.entry().length()) {
      throw new AssertionError(envelope.fields());
    }
  }

  /** The same without the spelling, so that mutations get further. */
  @FuzzTest(maxDuration = "2m")
  void refusesOrReadsTheOneEncoding(byte[] input) {
    Envelope envelope;
    try {
      envelope = Envelope.parse(Base64Url.encode(input));
    } catch (IntegrityException _) {
      return;
    }
    if (!Arrays.equals(
        EnvelopeFieldsForm.encode(envelope.fields()), envelope.transportedFields())) {
      throw new AssertionError(envelope.fields());
    }
  }
}
