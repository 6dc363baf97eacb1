package io.sealgate.crypto.multipart;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sealgate.crypto.IntegrityException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Any note and any name at all: refused, or the one encoding of what was read. */
class PartNoteFuzzTest {

  @FuzzTest(maxDuration = "2m")
  void refusesOrReadsTheOneEncoding(byte[] input) {
    PartNote note;
    try {
      note = PartNoteForm.decode(input);
    } catch (IntegrityException _) {
      return;
    }
    if (!Arrays.equals(PartNoteForm.encode(note), input)) {
      throw new AssertionError(note);
    }
  }

  @FuzzTest(maxDuration = "2m")
  void refusesOrReadsTheOneName(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    NoteName name;
    try {
      name = NoteName.parse(text);
    } catch (IntegrityException _) {
      return;
    }
    if (!name.text().equals(text) || !text.startsWith(name.prefix())) {
      throw new AssertionError(name);
    }
  }
}
