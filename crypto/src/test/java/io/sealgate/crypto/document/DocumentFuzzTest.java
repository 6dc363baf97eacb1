package io.sealgate.crypto.document;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sealgate.crypto.IntegrityException;
import java.util.Arrays;

/** Any document and any content at all: refused, or the one encoding of what was read. */
class DocumentFuzzTest {

  @FuzzTest(maxDuration = "2m")
  void refusesOrReadsTheOneDocument(byte[] input) {
    SealedDocument document;
    try {
      document = SealedDocument.parse(input);
    } catch (IntegrityException _) {
      return;
    }
    if (!Arrays.equals(document.stored(), input)) {
      throw new AssertionError(document);
    }
  }

  @FuzzTest(maxDuration = "2m")
  void refusesOrReadsTheOneUploadDocument(byte[] input) {
    UploadDocument document;
    try {
      document = UploadDocument.decode(input.clone());
    } catch (IntegrityException _) {
      return;
    }
    if (!Arrays.equals(document.encode(), input)) {
      throw new AssertionError(document);
    }
  }
}
