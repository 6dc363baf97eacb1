package io.sealgate.proxy.object;

import io.sealgate.crypto.envelope.BodyReference;
import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.crypto.envelope.Wrapping;
import io.sealgate.crypto.multipart.RecordLayout;
import io.sealgate.proxy.backend.BackendCalls;
import io.sealgate.proxy.backend.BackendHead;
import io.sealgate.proxy.call.BackendErrors;
import io.sealgate.proxy.call.ObjectAccess;
import io.sealgate.proxy.system.CompletionRecords;
import io.sealgate.s3.S3Exception;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** Tells the operator what a stored object is, as far as that needs no key. */
public final class ObjectInspection {

  private final BackendCalls backend;
  private final CompletionRecords records;

  /** Of the objects in that backend. */
  public ObjectInspection(BackendCalls backend, CompletionRecords records) {
    this.backend = backend;
    this.records = records;
  }

  /**
   * Prints what the object's head, envelope and record say; no key material, and nothing that needs
   * a key.
   *
   * @param versionId which version; null for the current one
   * @throws S3Exception when there is no such object
   */
  public void inspect(String bucket, String key, @Nullable String versionId, PrintStream out) {
    StoredObject object = head(backend, bucket, key, versionId);
    Envelope envelope = object.envelope();
    line(out, "stored bytes", Long.toString(object.storedBytes()));
    line(out, "backend ETag", object.backendETag());
    if (envelope == null) {
      line(out, "mode", "not sealed");
      return;
    }
    line(out, "mode", envelope.fields().mode().name());
    describe(out, envelope.fields().wrapping());
    switch (envelope.fields().body()) {
      case BodyReference.SinglePart single -> {
        line(out, "plaintext bytes", Long.toString(object.singleExtent(envelope).plaintextBytes()));
        line(out, "body", "one part");
        line(out, "facts in envelope", single.facts() == null ? "no" : "yes");
      }
      case BodyReference.Multipart multipart -> {
        RecordLayout record = records.readLayout(object.multipart(bucket, key, envelope));
        line(out, "plaintext bytes", Long.toString(record.plaintextBytes()));
        line(out, "body", "multipart, record " + multipart.recordId().hex());
        line(out, "parts", Integer.toString(record.partCount()));
      }
    }
  }

  /** The object as its head describes it. */
  static StoredObject head(
      BackendCalls backend, String bucket, String key, @Nullable String versionId) {
    BackendHead head = backend.call(ObjectAccess.request("HEAD", bucket, key, versionId), 0).head();
    if (!head.isSuccess()) {
      throw BackendErrors.ofHead(head, versionId);
    }
    return StoredObject.of(head);
  }

  private static void describe(PrintStream out, Wrapping wrapping) {
    switch (wrapping) {
      case Wrapping.SseS3 managed -> {
        line(out, "KMS key", managed.keyArn());
        line(out, "bucket key", managed.bucketKey() ? "yes" : "no");
      }
      case Wrapping.SseKms single -> {
        line(out, "KMS key", single.keyArn());
        line(out, "bucket key", single.bucketKey() ? "yes" : "no");
        line(out, "client context", single.context() == null ? "no" : "yes");
      }
      case Wrapping.DsseKms dual -> {
        line(out, "KMS key", dual.keyArn());
        line(out, "client context", dual.context() == null ? "no" : "yes");
      }
      case Wrapping.SseC customer -> line(out, "key", "the customer's");
    }
  }

  private static void line(PrintStream out, String name, String value) {
    out.println(name + ": " + value);
  }
}
