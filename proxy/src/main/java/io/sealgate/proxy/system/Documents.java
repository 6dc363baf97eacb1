package io.sealgate.proxy.system;

import io.sealgate.auth.Principal;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.IntegrityException.Reason;
import io.sealgate.crypto.document.DocumentBinding;
import io.sealgate.crypto.document.DocumentSealer;
import io.sealgate.crypto.document.SealedDocument;
import io.sealgate.kms.KmsError;
import io.sealgate.kms.KmsException;
import io.sealgate.proxy.keys.DataKeys;
import io.sealgate.proxy.keys.KeyArns;
import io.sealgate.proxy.keys.KeyUse;
import io.sealgate.proxy.keys.LeasedKeys;
import io.sealgate.s3.sse.KmsContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Sealgate's own documents under the service key. KMS is told the system bucket's ARN, as with a
 * bucket key, so that one data key serves many documents.
 */
public final class Documents {

  private final DocumentSealer sealer;
  private final DataKeys dataKeys;
  private final KeyArns arns;
  private final Principal servicePrincipal;
  private final String serviceKey;
  private final Map<String, String> encryptionContext;

  /**
   * The documents in a bucket.
   *
   * @param servicePrincipal for whom the service key is used
   * @param serviceKey the service key as configured
   * @param systemBucket the bucket's name
   */
  public Documents(
      DocumentSealer sealer,
      DataKeys dataKeys,
      KeyArns arns,
      Principal servicePrincipal,
      String serviceKey,
      String systemBucket) {
    this.sealer = sealer;
    this.dataKeys = dataKeys;
    this.arns = arns;
    this.servicePrincipal = servicePrincipal;
    this.serviceKey = serviceKey;
    this.encryptionContext = Map.of(KmsContext.ARN, KmsContext.bucketArn(systemBucket));
  }

  /**
   * Seals a document.
   *
   * @param content borrowed until the stage completes
   * @return completes at once when the data key is cached; fails with {@link KmsException}
   *     (DependencyTimeout) when the key service does not give one
   */
  CompletionStage<SealedDocument> seal(byte[] content, DocumentBinding binding) {
    String keyArn = arns.arnOf(servicePrincipal, serviceKey);
    if (keyArn.isEmpty()) {
      return CompletableFuture.failedFuture(keyNotKnown());
    }
    return dataKeys
        .toSeal(use(keyArn), content.length)
        .exceptionally(Documents::refused)
        .thenApply(keys -> {
          try (keys) {
            return sealer.seal(content, binding, keys.dataKey(0));
          }
        });
  }

  /**
   * Opens a document.
   *
   * @return its content, the receiver's to zero; completes at once when the data key is cached;
   *     fails with {@link IntegrityException} when the document does not verify or is not under the
   *     service key, and with {@link KmsException} (DependencyTimeout) when the key service does
   *     not answer or refuses
   */
  CompletionStage<byte[]> open(SealedDocument document, DocumentBinding binding) {
    String keyArn = arns.arnOf(servicePrincipal, serviceKey);
    if (keyArn.isEmpty()) {
      return CompletableFuture.failedFuture(keyNotKnown());
    }
    if (!document.keyArn().equals(keyArn)) {
      return CompletableFuture.failedFuture(
          new IntegrityException(Reason.DOCUMENT, "is under another key than the service key"));
    }
    return dataKeys
        .toOpen(use(document.keyArn()), List.of(document.wrappedKey()), Reason.DOCUMENT)
        .exceptionally(Documents::refused)
        .thenApply(keys -> open(document, binding, keys));
  }

  private byte[] open(SealedDocument document, DocumentBinding binding, LeasedKeys keys) {
    try (keys) {
      return sealer.open(document, binding, keys.dataKey(0).plaintext());
    }
  }

  private KeyUse use(String keyArn) {
    return new KeyUse(servicePrincipal, keyArn, encryptionContext);
  }

  /**
   * What is wrong with the service key is no client's doing: whoever asked for something else by
   * another key is not told of it, but to come again.
   */
  private static LeasedKeys refused(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    throw switch (cause) {
      case KmsException kms ->
          new KmsException(
              KmsError.DEPENDENCY_TIMEOUT, "the service key cannot be used: " + kms.error(), kms);
      default -> new CompletionException(cause);
    };
  }

  private static KmsException keyNotKnown() {
    return new KmsException(KmsError.DEPENDENCY_TIMEOUT, "the service key is not known yet");
  }
}
