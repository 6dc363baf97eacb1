package io.sealgate.kms.store;

import io.sealgate.crypto.Bytes;

/**
 * A record as it lies on disk: sealed, and bound to its name and version.
 *
 * @param id which record
 * @param version the sequence number of the commit that wrote it
 * @param sealed its content, sealed under the root key
 */
record SealedRecord(RecordId id, long version, Bytes sealed) {}
