package io.sealgate.s3.sse;

import io.sealgate.auth.HeaderList;
import io.sealgate.crypto.envelope.Wrapping;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How an object is stored, as answers say it (S3 API reference, PutObject and GetObject). The
 * client's encryption context and the customer key are never said.
 */
public sealed interface AppliedEncryption {

  /** SSE-S3. */
  record SseS3() implements AppliedEncryption {}

  /**
   * SSE-KMS.
   *
   * @param keyArn the full ARN, whatever the request called the key
   * @param bucketKey whether a bucket key served
   */
  record SseKms(String keyArn, boolean bucketKey) implements AppliedEncryption {
    /** Checks that nothing is missing. */
    public SseKms {
      Objects.requireNonNull(keyArn);
    }
  }

  /**
   * DSSE-KMS.
   *
   * @param keyArn the full ARN
   */
  record DsseKms(String keyArn) implements AppliedEncryption {
    /** Checks that nothing is missing. */
    public DsseKms {
      Objects.requireNonNull(keyArn);
    }
  }

  /**
   * SSE-C.
   *
   * @param keyMd5 base64 of the key's MD5
   */
  record SseC(String keyMd5) implements AppliedEncryption {
    /** Checks that nothing is missing. */
    public SseC {
      Objects.requireNonNull(keyMd5);
    }
  }

  /** SSE-C, answered to a request that did not bring the key: CompleteMultipartUpload. */
  record SseCWithoutKey() implements AppliedEncryption {}

  /** Not sealed by Sealgate: nothing is said. */
  record Unsealed() implements AppliedEncryption {}

  /**
   * What an envelope says of it.
   *
   * @param wrapping how the object's keys are wrapped
   * @param customerKey the key that came with the request; null when none did
   * @throws io.sealgate.s3.S3Exception InvalidRequest when the object needs one
   */
  static AppliedEncryption of(Wrapping wrapping, @Nullable CustomerKey customerKey) {
    return switch (wrapping) {
      case Wrapping.SseS3 _ -> new SseS3();
      case Wrapping.SseKms kms -> new SseKms(kms.keyArn(), kms.bucketKey());
      case Wrapping.DsseKms dsse -> new DsseKms(dsse.keyArn());
      case Wrapping.SseC _ -> {
        if (customerKey == null) {
          throw SseErrors.customerKeyNeeded();
        }
        yield new SseC(customerKey.md5());
      }
    };
  }

  /**
   * Adds what can be said before the object's key is there: everything but the ARN of a KMS key.
   *
   * @param encryption how an object will be stored
   */
  static void addForeseeable(EffectiveEncryption encryption, HeaderList answer) {
    switch (encryption) {
      case EffectiveEncryption.SseS3 _ -> new SseS3().addTo(answer);
      case EffectiveEncryption.SseKms _ -> answer.set(SseHeaders.MODE, "aws:kms");
      case EffectiveEncryption.DsseKms _ -> answer.set(SseHeaders.MODE, "aws:kms:dsse");
      case EffectiveEncryption.SseC(CustomerKey key) -> new SseC(key.md5()).addTo(answer);
      case EffectiveEncryption.Unsealed _ -> {}
    }
  }

  /** Adds the headers that say so to an answer. */
  default void addTo(HeaderList answer) {
    switch (this) {
      case SseS3 _ -> answer.set(SseHeaders.MODE, "AES256");
      case SseKms kms -> {
        answer.set(SseHeaders.MODE, "aws:kms").set(SseHeaders.KEY_ID, kms.keyArn());
        if (kms.bucketKey()) {
          answer.set(SseHeaders.BUCKET_KEY, "true");
        }
      }
      case DsseKms dsse ->
          answer.set(SseHeaders.MODE, "aws:kms:dsse").set(SseHeaders.KEY_ID, dsse.keyArn());
      case SseC customer ->
          answer
              .set(SseHeaders.CUSTOMER_ALGORITHM, "AES256")
              .set(SseHeaders.CUSTOMER_KEY_MD5, customer.keyMd5());
      case SseCWithoutKey _ -> answer.set(SseHeaders.CUSTOMER_ALGORITHM, "AES256");
      case Unsealed _ -> {}
    }
  }
}
