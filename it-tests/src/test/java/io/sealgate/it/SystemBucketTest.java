package io.sealgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.auth.HeaderList;
import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.crypto.aead.AesGcm;
import io.sealgate.crypto.body.Digests;
import io.sealgate.crypto.document.UploadDocument.Sealed;
import io.sealgate.crypto.document.UploadName;
import io.sealgate.crypto.envelope.BodyReference;
import io.sealgate.crypto.envelope.EnvelopeFields;
import io.sealgate.crypto.envelope.EnvelopeSealer;
import io.sealgate.crypto.envelope.ObjectLocation;
import io.sealgate.crypto.envelope.RecordId;
import io.sealgate.crypto.envelope.Wrapping;
import io.sealgate.crypto.key.KeyEncryptionKey;
import io.sealgate.crypto.key.ObjectSecrets;
import io.sealgate.crypto.multipart.NoteSealer;
import io.sealgate.crypto.multipart.PartNote;
import io.sealgate.it.fixture.Concurrently;
import io.sealgate.it.fixture.Store;
import io.sealgate.it.fixture.StoreCalls;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.system.MultipartETag;
import io.sealgate.proxy.system.PartNotes;
import io.sealgate.proxy.system.SystemBucket;
import io.sealgate.proxy.system.SystemBucket.Creation;
import io.sealgate.proxy.system.SystemBucketSetup;
import io.sealgate.s3.multipart.ClaimedPart;
import io.sealgate.s3.xml.CompleteMultipartUpload;
import io.sealgate.s3.xml.InitiateMultipartUploadResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The system bucket, and what is kept in it, in real stores. */
@ParameterizedClass
@EnumSource
final class SystemBucketTest {

  private static final RandomBytes RANDOM = RandomBytes.secure();
  private static final String NAME = "system-bucket";
  private static final int PARTS = 1200;
  private static final int WRITERS = 50;

  private final StoreCalls calls;
  private final SystemBucket bucket;

  SystemBucketTest(Store store) {
    calls = StoreCalls.of(store.backend());
    bucket = new SystemBucket(calls, NAME);
    assertThat(new SystemBucketSetup(calls, NAME, "us-east-1").ensure())
        .isEqualTo(new SystemBucketSetup.State.Present());
  }

  @Test
  void readsWritesAndDeletes() {
    assertThat(bucket.get("a/document", 10)).isEmpty();
    bucket.put("a/document", new byte[] {1});
    bucket.put("a/document", new byte[] {1, 2});
    assertThat(bucket.get("a/document", 10)).hasValue(new byte[] {1, 2});
    bucket.put("a/empty", new byte[0]);
    assertThat(names(bucket, "a/")).containsExactly("a/document", "a/empty");
    bucket.delete("a/document");
    bucket.delete("a/document");
    bucket.delete(List.of("a/document", "a/empty"));
    assertThat(names(bucket, "a/")).isEmpty();
  }

  @Test
  void letsOneOfManyWritersCreate() {
    AtomicInteger created = new AtomicInteger();
    Concurrently.check(
        WRITERS,
        IntStream.range(0, WRITERS).boxed().toList(),
        writer -> {
          if (bucket.putIfAbsent("once", new byte[] {writer.byteValue()}) == Creation.CREATED) {
            created.incrementAndGet();
          }
        });
    assertThat(created).hasValue(1);
    bucket.delete("once");
  }

  @Test
  void keepsTheNotesOfMoreThanAThousandParts() {
    UploadName upload = new UploadName(ObjectLocation.of("photos", "a/b"), "upload-1");
    PartNotes notes = new PartNotes(bucket, new NoteSealer(AesGcm.preferred(), RANDOM));
    try (ObjectSecrets secrets = ObjectSecrets.random(1, RANDOM)) {
      Sealed sealed = sealed(secrets);
      List<PartNote> written = new ArrayList<>();
      for (int number = 1; number <= PARTS; number++) {
        written.add(note(number, "%032x".formatted(number)));
      }
      Concurrently.check(16, written, note -> notes.write(upload, sealed, note));

      assertThat(notes.all(upload, sealed)).isEqualTo(written);
      assertThat(notes.range(upload, sealed, 990, 1010)).isEqualTo(written.subList(989, 1010));
      notes.deleteAll(upload);
      assertThat(names(bucket, upload.folder())).isEmpty();
    }
  }

  @Test
  void keepsTheNotesOfPartsWhoseETagIsNoMd5() {
    UploadName upload = new UploadName(ObjectLocation.of("photos", "a/b"), "upload-2");
    PartNotes notes = new PartNotes(bucket, new NoteSealer(AesGcm.preferred(), RANDOM));
    try (ObjectSecrets secrets = ObjectSecrets.random(1, RANDOM)) {
      Sealed sealed = sealed(secrets);
      PartNote note = note(1, "%41+&=#~-W");
      notes.write(upload, sealed, note);
      assertThat(notes.all(upload, sealed)).containsExactly(note);
      notes.deleteAll(upload);
    }
  }

  @Test
  void expectsTheETagThatTheStoreGives() {
    String uploadId =
        InitiateMultipartUploadResult.parseUploadId(
            call(request("POST").withQuery("uploads=")).body());
    List<ClaimedPart> parts = new ArrayList<>();
    for (int number = 1; number <= 2; number++) {
      byte[] body = number == 1 ? new byte[5 << 20] : "end".getBytes(StandardCharsets.US_ASCII);
      String eTag =
          Objects.requireNonNull(
              call(request("PUT")
                      .withQuery("partNumber=" + number + "&uploadId=" + uploadId)
                      .withBody(body))
                  .head()
                  .headers()
                  .first("ETag"));
      parts.add(new ClaimedPart(number, eTag.replace("\"", ""), Digests.NONE));
    }
    call(
        request("POST")
            .withQuery("uploadId=" + uploadId)
            .withBody(new CompleteMultipartUpload(parts).write()));
    assertThat(call(request("HEAD")).head().headers().first("ETag"))
        .isEqualTo(
            '"'
                + MultipartETag.expected(parts.stream().map(ClaimedPart::eTag).toList())
                    .orElseThrow()
                + '"');
    bucket.delete("joined");
  }

  private static BackendRequest request(String method) {
    return BackendRequest.of(method, NAME, "joined").withHeaders(new HeaderList());
  }

  private BackendResponse call(BackendRequest request) {
    BackendResponse response = calls.call(request, 1 << 20);
    bucket.requireSuccess(response);
    return response;
  }

  private static PartNote note(int number, String eTag) {
    return new PartNote(number, eTag, number, Bytes.copyOf(RANDOM.bytes(16)), Digests.NONE);
  }

  private static Sealed sealed(ObjectSecrets secrets) {
    try (KeyEncryptionKey key = KeyEncryptionKey.owning(RANDOM.bytes(32))) {
      return new Sealed(
          new EnvelopeSealer(AesGcm.preferred(), RANDOM)
              .seal(
                  new EnvelopeFields(
                      new Wrapping.SseC(), new BodyReference.Multipart(RecordId.random(RANDOM))),
                  ObjectLocation.of("photos", "a/b"),
                  secrets,
                  List.of(key)),
          secrets.multipartKeys());
    }
  }

  private static List<String> names(SystemBucket bucket, String prefix) {
    List<String> names = new ArrayList<>();
    bucket.list(prefix, "", names::add);
    return names;
  }
}
