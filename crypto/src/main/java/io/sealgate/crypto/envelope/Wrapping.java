package io.sealgate.crypto.envelope;

import io.sealgate.crypto.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Under which key an object's secrets are sealed, and how to get it: one kind per mode, each with
 * just the envelope fields that its mode has (FORMAT §3). It never holds a plaintext key.
 */
public sealed interface Wrapping {

  /** The mode. */
  Mode mode();

  /** Wrapped by KMS: everything except SSE-C. */
  sealed interface Kms extends Wrapping {

    /** The longest key ARN that KMS has. */
    int MAX_KEY_ARN_BYTES = 2048;

    /** The longest ciphertext blob that KMS has. */
    int MAX_WRAPPED_KEY_BYTES = 6144;

    /** The longest client's context; S3 gives user metadata, and so the envelope, less than it. */
    int MAX_CLIENT_CONTEXT_BYTES = 6144;

    /** The ARN of the KMS key. */
    String keyArn();

    /** The KMS ciphertext blob of each layer, layer 0's first. */
    List<Bytes> wrappedKeys();

    /** The client's own encryption context, the JSON as given. */
    Optional<Bytes> clientContext();

    /** Whether a bucket key is used: the encryption context then names the bucket. */
    boolean bucketKey();
  }

  /**
   * SSE-S3: a KMS key that belongs to Sealgate.
   *
   * @param keyArn the service key's ARN
   * @param wrappedKey the KMS ciphertext blob
   * @param bucketKey whether a bucket key is used
   */
  record SseS3(String keyArn, Bytes wrappedKey, boolean bucketKey) implements Kms {

    /** Checks sizes. */
    public SseS3 {
      requireKeyArn(keyArn);
      requireWrappedKey(wrappedKey);
    }

    @Override
    public Mode mode() {
      return Mode.SSE_S3;
    }

    @Override
    public List<Bytes> wrappedKeys() {
      return List.of(wrappedKey);
    }

    @Override
    public Optional<Bytes> clientContext() {
      return Optional.empty();
    }
  }

  /**
   * SSE-KMS.
   *
   * @param keyArn the KMS key's ARN
   * @param wrappedKey the KMS ciphertext blob
   * @param context the client's encryption context, the JSON as given, when given
   * @param bucketKey whether a bucket key is used
   */
  record SseKms(String keyArn, Bytes wrappedKey, @Nullable Bytes context, boolean bucketKey)
      implements Kms {

    /** Checks sizes. */
    public SseKms {
      requireKeyArn(keyArn);
      requireWrappedKey(wrappedKey);
      requireContext(context);
    }

    @Override
    public Mode mode() {
      return Mode.SSE_KMS;
    }

    @Override
    public List<Bytes> wrappedKeys() {
      return List.of(wrappedKey);
    }

    @Override
    public Optional<Bytes> clientContext() {
      return Optional.ofNullable(context);
    }
  }

  /**
   * DSSE-KMS: two data keys of one KMS key. It has no bucket keys.
   *
   * @param keyArn the KMS key's ARN
   * @param innerWrappedKey the KMS ciphertext blob of layer 0
   * @param outerWrappedKey the KMS ciphertext blob of layer 1
   * @param context the client's encryption context, the JSON as given, when given
   */
  record DsseKms(
      String keyArn, Bytes innerWrappedKey, Bytes outerWrappedKey, @Nullable Bytes context)
      implements Kms {

    /** Checks sizes. */
    public DsseKms {
      requireKeyArn(keyArn);
      requireWrappedKey(innerWrappedKey);
      requireWrappedKey(outerWrappedKey);
      requireContext(context);
    }

    @Override
    public Mode mode() {
      return Mode.DSSE_KMS;
    }

    @Override
    public List<Bytes> wrappedKeys() {
      return List.of(innerWrappedKey, outerWrappedKey);
    }

    @Override
    public Optional<Bytes> clientContext() {
      return Optional.ofNullable(context);
    }

    @Override
    public boolean bucketKey() {
      return false;
    }
  }

  /** SSE-C: the key that the client sends with each request, of which nothing is stored. */
  record SseC() implements Wrapping {

    @Override
    public Mode mode() {
      return Mode.SSE_C;
    }
  }

  private static void requireKeyArn(String keyArn) {
    int utf8Bytes = keyArn.getBytes(StandardCharsets.UTF_8).length;
    if (utf8Bytes == 0 || utf8Bytes > Kms.MAX_KEY_ARN_BYTES) {
      throw new IllegalArgumentException("a key ARN of " + utf8Bytes + " bytes");
    }
  }

  private static void requireWrappedKey(Bytes wrappedKey) {
    requireLength("wrapped key", wrappedKey, Kms.MAX_WRAPPED_KEY_BYTES);
  }

  private static void requireContext(@Nullable Bytes context) {
    if (context != null) {
      requireLength("client context", context, Kms.MAX_CLIENT_CONTEXT_BYTES);
    }
  }

  private static void requireLength(String name, Bytes value, int maxBytes) {
    int lengthBytes = Objects.requireNonNull(value).lengthBytes();
    if (lengthBytes == 0 || lengthBytes > maxBytes) {
      throw new IllegalArgumentException("a " + name + " of " + lengthBytes + " bytes");
    }
  }
}
