package io.sealgate.proxy.operation.copy;

import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.proxy.operation.copy.BackendCopy.Copied;
import io.sealgate.s3.body.ObjectDigests;
import org.jspecify.annotations.Nullable;

/**
 * A copy that has been made.
 *
 * @param copied as the backend made it
 * @param envelope null when the copy is not sealed
 * @param eTag that clients will see it under, with its quotes
 * @param digests what is known of its plaintext; null when nothing is
 */
record NewCopy(
    Copied copied, @Nullable Envelope envelope, String eTag, @Nullable ObjectDigests digests) {}
