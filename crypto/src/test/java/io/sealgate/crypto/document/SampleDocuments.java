package io.sealgate.crypto.document;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.crypto.aead.AesGcm;
import io.sealgate.crypto.envelope.BodyReference;
import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.crypto.envelope.EnvelopeFields;
import io.sealgate.crypto.envelope.EnvelopeSealer;
import io.sealgate.crypto.envelope.ObjectLocation;
import io.sealgate.crypto.envelope.RecordId;
import io.sealgate.crypto.envelope.Wrapping;
import io.sealgate.crypto.key.KeyEncryptionKey;
import io.sealgate.crypto.key.MultipartKeys;
import io.sealgate.crypto.key.ObjectSecrets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Upload documents to test with. */
final class SampleDocuments {

  static final RandomBytes RANDOM = RandomBytes.secure();

  private SampleDocuments() {}

  static UploadDocument sealed(@Nullable DeclaredChecksum checksum) {
    try (ObjectSecrets secrets = ObjectSecrets.random(1, RANDOM)) {
      return new UploadDocument(
          new UploadDocument.Sealed(
              envelope(new BodyReference.Multipart(RecordId.random(RANDOM)), secrets),
              secrets.multipartKeys()),
          1_700_000_000L,
          checksum);
    }
  }

  static Envelope envelope(BodyReference body, ObjectSecrets secrets) {
    return new EnvelopeSealer(AesGcm.preferred(), RANDOM)
        .seal(
            new EnvelopeFields(
                new Wrapping.SseS3("arn:one", Bytes.copyOf(new byte[184]), true), body),
            ObjectLocation.of("bucket", "key"),
            secrets,
            List.of(KeyEncryptionKey.owning(RANDOM.bytes(32))));
  }

  static MultipartKeys keys(UploadDocument document) {
    return ((UploadDocument.Sealed) document.body()).keys();
  }
}
