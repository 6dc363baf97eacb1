package io.sealgate.proxy.capability;

/** What backends do in different ways, or not at all, and Sealgate relies on where they do. */
public enum Capability {
  CREATE_ONLY_PUT("PutObject with If-None-Match: *"),
  MATCHING_PUT("PutObject with If-Match"),
  CREATE_ONLY_COMPLETE("CompleteMultipartUpload with If-None-Match: *"),
  MATCHING_COMPLETE("CompleteMultipartUpload with If-Match"),
  MATCHING_COPY_SOURCE("CopyObject with x-amz-copy-source-if-match"),
  CREATE_ONLY_COPY("CopyObject with If-None-Match: *"),
  MATCHING_COPY("CopyObject with If-Match"),
  MATCHING_DELETE("DeleteObject with If-Match"),
  TRAILING_CHECKSUM("a CRC32C in a trailer, verified"),
  METADATA_LISTING("user metadata in ListObjectsV2"),
  METADATA_VERSION_LISTING("user metadata in ListObjectVersions"),
  VERSION_LISTING("ListObjectVersions"),
  PART_HEAD("HeadObject with partNumber"),
  OBJECT_PARTS("parts in GetObjectAttributes"),
  LEADING_SLASH("keys that begin with a slash"),
  KEY_SEGMENTS("keys with empty, . or .. segments");

  private final String description;

  Capability(String description) {
    this.description = description;
  }

  /** What it is, for an operator. */
  public String description() {
    return description;
  }
}
