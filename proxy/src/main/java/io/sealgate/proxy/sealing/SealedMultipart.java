package io.sealgate.proxy.sealing;

import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.crypto.envelope.RecordId;
import io.sealgate.crypto.key.MultipartKeys;

/**
 * A new multipart object, of which there are no parts yet.
 *
 * @param envelope goes into its metadata
 * @param recordId the id of its completion record, which the envelope carries
 * @param keys of its part notes and its record; whoever uses them closes them
 */
public record SealedMultipart(Envelope envelope, RecordId recordId, MultipartKeys keys) {}
