package io.sealgate.bench.load;

import java.util.Map;

/** How objects are asked to be encrypted: the headers that writes and reads carry. */
public enum Encryption {
  /** No header: what the target does without being asked. */
  NONE,
  /** SSE-S3. */
  SSE_S3,
  /** SSE-KMS under the default key, with a bucket key. */
  SSE_KMS,
  /** SSE-KMS under the default key, each object under a data key of its own. */
  SSE_KMS_OWN_KEYS,
  /** DSSE-KMS under the default key. */
  DSSE_KMS,
  /** SSE-C, under a key that is no secret: 32 zero bytes. */
  SSE_C;

  private static final String ALGORITHM = "x-amz-server-side-encryption";

  /** What a PUT and the start of a multipart upload carry. */
  public Map<String, String> writeHeaders() {
    return switch (this) {
      case NONE -> Map.of();
      case SSE_S3 -> Map.of(ALGORITHM, "AES256");
      case SSE_KMS -> Map.of(ALGORITHM, "aws:kms", ALGORITHM + "-bucket-key-enabled", "true");
      case SSE_KMS_OWN_KEYS -> Map.of(ALGORITHM, "aws:kms");
      case DSSE_KMS -> Map.of(ALGORITHM, "aws:kms:dsse");
      case SSE_C -> customerKey();
    };
  }

  /** What a GET, a HEAD and an UploadPart carry. */
  public Map<String, String> readHeaders() {
    return switch (this) {
      case NONE, SSE_S3, SSE_KMS, SSE_KMS_OWN_KEYS, DSSE_KMS -> Map.of();
      case SSE_C -> customerKey();
    };
  }

  private static Map<String, String> customerKey() {
    return Map.of(
        ALGORITHM + "-customer-algorithm",
        "AES256",
        ALGORITHM + "-customer-key",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        ALGORITHM + "-customer-key-MD5",
        "cLyPS3KoaSFGi/joRB3OUQ==");
  }
}
