package io.sealgate.proxy.operation.multipart;

import io.sealgate.s3.sse.SseHeaders;

/**
 * What every operation that makes a part needs.
 *
 * @param uploads finds the upload
 * @param keys seal the part
 * @param noting notes it
 * @param sseHeaders reads the encryption headers of the request
 * @param checksumByDefault whether objects get a checksum that nobody asked for
 */
record PartWrites(
    OpenUploads uploads,
    UploadKeys keys,
    PartNoting noting,
    SseHeaders sseHeaders,
    boolean checksumByDefault) {}
