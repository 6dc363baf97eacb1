package io.sealgate.proxy.system;

import io.sealgate.crypto.RandomBytes;
import io.sealgate.crypto.aead.AesGcm;
import io.sealgate.crypto.multipart.NoteSealer;
import io.sealgate.crypto.multipart.RecordSealer;
import io.sealgate.proxy.backend.BackendCalls;
import java.util.concurrent.Executor;

/**
 * What replicas share of multipart objects, from the creation of an upload on (FORMAT §4).
 *
 * @param uploads the documents of uploads
 * @param notes the notes of their parts
 * @param records the records of completed objects
 */
public record MultipartState(Uploads uploads, PartNotes notes, CompletionRecords records) {

  /**
   * The state that a system bucket holds.
   *
   * @param bucket where everything lies
   * @param documents seals and opens the documents
   * @param backend where the objects lie
   * @param workers where the backend is waited for
   */
  public static MultipartState of(
      SystemBucket bucket,
      Documents documents,
      AesGcm aesGcm,
      RandomBytes random,
      BackendCalls backend,
      Executor workers) {
    return new MultipartState(
        new Uploads(bucket, documents, workers),
        new PartNotes(bucket, new NoteSealer(aesGcm, random)),
        new CompletionRecords(bucket, new RecordSealer(aesGcm, random), random, backend, workers));
  }
}
