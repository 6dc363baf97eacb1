package io.sealgate.crypto.multipart;

/** What the digests of a multipart object are over (FORMAT §4, private part of the record). */
public enum ChecksumType {
  /** Over the digests of the parts. */
  COMPOSITE,
  /** Over the object's plaintext. */
  FULL_OBJECT
}
