package io.sealgate.crypto.document;

import io.sealgate.crypto.envelope.ObjectLocation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * Which multipart upload: the name under which its document and its part notes lie in the system
 * bucket (FORMAT §4).
 *
 * @param location where the object will be, as clients name it
 * @param uploadId the backend's upload id
 */
public record UploadName(ObjectLocation location, String uploadId) {

  private static final String PURPOSE = "upload";

  /** Checks that nothing is missing. */
  public UploadName {
    Objects.requireNonNull(location);
    Objects.requireNonNull(uploadId);
  }

  /**
   * What the names of everything of this upload start with: {@code uploads/<hex
   * SHA-256(lv32(bucket) || lv32(key) || upload id)>/}.
   */
  public String folder() {
    MessageDigest digest = sha256();
    digest.update(location.lengthPrefixed());
    digest.update(uploadIdBytes());
    return "uploads/" + HexFormat.of().formatHex(digest.digest()) + "/";
  }

  /** What its document is bound to: bucket, key and upload id. */
  public DocumentBinding binding() {
    return DocumentBinding.of(PURPOSE).with(location).with(uploadIdBytes());
  }

  /** Names no key, since keys can be confidential. */
  @Override
  public String toString() {
    return "UploadName[" + uploadId + "]";
  }

  private byte[] uploadIdBytes() {
    return uploadId.getBytes(StandardCharsets.UTF_8);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
