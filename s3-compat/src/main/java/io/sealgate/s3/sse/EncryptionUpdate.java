package io.sealgate.s3.sse;

import io.sealgate.crypto.envelope.Wrapping;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import org.jspecify.annotations.Nullable;

/**
 * What UpdateObjectEncryption may change, and into what (S3 API reference, UpdateObjectEncryption):
 * an object under SSE-S3 or SSE-KMS, into SSE-KMS under a key that is named by its ARN.
 */
public final class EncryptionUpdate {

  private EncryptionUpdate() {}

  /**
   * Refuses an object whose encryption cannot be updated.
   *
   * @param current how the object's keys are wrapped; null when it is not sealed
   * @throws S3Exception InvalidRequest
   */
  public static void requirePossible(@Nullable Wrapping current) {
    switch (current) {
      case Wrapping.SseS3 _, Wrapping.SseKms _ -> {}
      case Wrapping.DsseKms _, Wrapping.SseC _ -> throw impossible();
      case null -> throw impossible();
    }
  }

  /**
   * What an update asks for, as a write would.
   *
   * @param keyArn the full ARN of a KMS key
   * @param bucketKey whether a bucket key is to serve; not saying so means no
   * @throws S3Exception InvalidArgument when it is not the ARN of a key
   */
  public static RequestedEncryption.Kms requested(String keyArn, boolean bucketKey) {
    if (!isKeyArn(keyArn)) {
      throw new S3Exception(
              S3Error.INVALID_ARGUMENT, "The KMSKeyArn must be the full ARN of a KMS key.")
          .with("ArgumentName", "KMSKeyArn")
          .with("ArgumentValue", keyArn);
    }
    return new RequestedEncryption.Kms(keyArn, ClientContext.NONE, bucketKey, false);
  }

  private static S3Exception impossible() {
    return new S3Exception(
        S3Error.INVALID_REQUEST,
        "The encryption of an object can be updated only where it is SSE-S3 or SSE-KMS.");
  }

  /** {@code arn:partition:kms:region:account:key/id}. */
  private static boolean isKeyArn(String text) {
    String[] fields = text.split(":", -1);
    return fields.length == 6
        && fields[0].equals("arn")
        && fields[1].startsWith("aws")
        && fields[2].equals("kms")
        && !fields[3].isEmpty()
        && !fields[4].isEmpty()
        && fields[5].startsWith("key/")
        && fields[5].length() > "key/".length();
  }
}
