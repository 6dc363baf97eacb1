package io.sealgate.proxy.sealing;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.crypto.aead.AesGcm;
import io.sealgate.crypto.body.Digests;
import io.sealgate.crypto.body.LayeredSealer;
import io.sealgate.crypto.body.PartKeys;
import io.sealgate.crypto.envelope.BodyReference;
import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.crypto.envelope.EnvelopeFields;
import io.sealgate.crypto.envelope.EnvelopeSealer;
import io.sealgate.crypto.envelope.ObjectLocation;
import io.sealgate.crypto.envelope.RecordId;
import io.sealgate.crypto.envelope.Wrapping;
import io.sealgate.crypto.key.KeyEncryptionKey;
import io.sealgate.crypto.key.ObjectSecret;
import io.sealgate.crypto.key.ObjectSecrets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Seals new objects and opens the envelopes of stored ones: the proxy's one door to the object
 * format.
 */
public final class ObjectSealer {

  private static final int ONLY_PART = 1;

  private final AesGcm aesGcm;
  private final RandomBytes random;
  private final EnvelopeSealer envelopes;

  /** With that cipher, and secrets from that source. */
  public ObjectSealer(AesGcm aesGcm, RandomBytes random) {
    this.aesGcm = aesGcm;
    this.random = random;
    this.envelopes = new EnvelopeSealer(aesGcm, random);
  }

  /**
   * A new object whose body streams.
   *
   * @param wrapping mode, KMS key and wrapped keys
   * @param location where the object will be
   * @param keys one key-encryption key for each layer, borrowed
   * @param plaintextBytes exactly how many bytes will be pushed
   * @param digests asked once, when the body is complete
   */
  public SealedUpload seal(
      Wrapping wrapping,
      ObjectLocation location,
      List<KeyEncryptionKey> keys,
      long plaintextBytes,
      Supplier<Digests> digests) {
    return seal(wrapping, location, keys, plaintextBytes, digests, null);
  }

  /** A new object whose digests are known already: its envelope carries a copy of the facts. */
  public SealedUpload seal(
      Wrapping wrapping,
      ObjectLocation location,
      List<KeyEncryptionKey> keys,
      long plaintextBytes,
      Digests known) {
    return seal(wrapping, location, keys, plaintextBytes, () -> known, known);
  }

  /**
   * Opens the envelope of a stored object.
   *
   * @param envelope as it came with the object
   * @param location where the object was asked for
   * @param keys one key-encryption key for each layer, borrowed
   * @return the object's secrets, which the caller closes
   * @throws io.sealgate.crypto.IntegrityException when the envelope does not open
   */
  public ObjectSecrets secrets(
      Envelope envelope, ObjectLocation location, List<KeyEncryptionKey> keys) {
    return envelopes.open(envelope, location, keys);
  }

  /**
   * Opens a stored object of one part.
   *
   * @param secrets of the object, borrowed
   * @param single what its envelope says of the body
   * @param storedBytes the length of the stored body
   * @return the object, which the caller closes
   * @throws io.sealgate.crypto.IntegrityException when anything does not verify
   */
  public OpenedSinglePart open(
      ObjectSecrets secrets, BodyReference.SinglePart single, long storedBytes) {
    return new OpenedSinglePart(aesGcm, single, partKeys(secrets), storedBytes);
  }

  /**
   * Opens a stored multipart object, whose record has to be opened next.
   *
   * @param secrets of the object, borrowed
   * @param multipart what its envelope says of the body
   * @return the object, which the caller closes
   */
  public UnpinnedMultipart open(ObjectSecrets secrets, BodyReference.Multipart multipart) {
    return new UnpinnedMultipart(
        aesGcm, partKeys(secrets), multipart.recordId(), secrets.multipartKeys());
  }

  /**
   * Seals the secrets of a stored object again, for a copy whose body is the same.
   *
   * @param secrets of the source, borrowed
   * @param source what the source's envelope says of its body; of a multipart object the copy gets
   *     a completion record of its own
   * @param wrapping mode, KMS key and wrapped keys of the copy
   * @param location where the copy will be
   * @param keys one key-encryption key for each layer, borrowed
   */
  public Envelope reseal(
      ObjectSecrets secrets,
      BodyReference source,
      Wrapping wrapping,
      ObjectLocation location,
      List<KeyEncryptionKey> keys) {
    BodyReference body =
        switch (source) {
          case BodyReference.SinglePart single -> single;
          case BodyReference.Multipart multipart ->
              new BodyReference.Multipart(RecordId.random(random));
        };
    return envelopes.seal(new EnvelopeFields(wrapping, body), location, secrets, keys);
  }

  /**
   * A new multipart object: its secrets, and the id that its completion record will have.
   *
   * @param wrapping mode, KMS key and wrapped keys
   * @param location where the object will be
   * @param keys one key-encryption key for each layer, borrowed
   * @return the upload's envelope and keys, which the caller closes
   */
  public SealedMultipart sealMultipart(
      Wrapping wrapping, ObjectLocation location, List<KeyEncryptionKey> keys) {
    try (ObjectSecrets secrets = ObjectSecrets.random(keys.size(), random)) {
      RecordId recordId = RecordId.random(random);
      EnvelopeFields fields = new EnvelopeFields(wrapping, new BodyReference.Multipart(recordId));
      Envelope envelope = envelopes.seal(fields, location, secrets, keys);
      return new SealedMultipart(envelope, recordId, secrets.multipartKeys());
    }
  }

  /**
   * One attempt at a part of a multipart object: its data keys and salts are its own, whatever the
   * number was used for before.
   *
   * @param envelope of the upload
   * @param location where the object will be
   * @param keys one key-encryption key for each layer, borrowed
   * @param partNumber 1 to 10,000
   * @param plaintextBytes exactly how many bytes will be pushed
   * @param digests asked once, when the body is complete
   * @return the sealer, which the caller closes
   * @throws io.sealgate.crypto.IntegrityException when the envelope does not open
   */
  public LayeredSealer sealPart(
      Envelope envelope,
      ObjectLocation location,
      List<KeyEncryptionKey> keys,
      int partNumber,
      long plaintextBytes,
      Supplier<Digests> digests) {
    List<PartKeys> partKeys = List.of();
    try (ObjectSecrets secrets = envelopes.open(envelope, location, keys)) {
      partKeys = partKeys(secrets);
      return new LayeredSealer(aesGcm, partKeys, random, partNumber, plaintextBytes, digests);
    } finally {
      partKeys.forEach(PartKeys::close);
    }
  }

  /**
   * Whether these keys open an envelope.
   *
   * @param envelope as it came with the object
   * @param location where the object was asked for
   * @param keys one key-encryption key for each layer, borrowed
   */
  public boolean opens(Envelope envelope, ObjectLocation location, List<KeyEncryptionKey> keys) {
    try (ObjectSecrets secrets = envelopes.open(envelope, location, keys)) {
      return secrets.layerCount() == keys.size();
    } catch (IntegrityException refused) {
      return false;
    }
  }

  private SealedUpload seal(
      Wrapping wrapping,
      ObjectLocation location,
      List<KeyEncryptionKey> keys,
      long plaintextBytes,
      Supplier<Digests> digests,
      @Nullable Digests known) {
    List<PartKeys> partKeys = List.of();
    try (ObjectSecrets secrets = ObjectSecrets.random(keys.size(), random)) {
      partKeys = partKeys(secrets);
      LayeredSealer sealer =
          new LayeredSealer(aesGcm, partKeys, random, ONLY_PART, plaintextBytes, digests);
      Bytes facts = known == null ? null : sealer.sealFactsEarly(known);
      EnvelopeFields fields =
          new EnvelopeFields(wrapping, new BodyReference.SinglePart(sealer.cores(), facts));
      return new SealedUpload(envelopes.seal(fields, location, secrets, keys), sealer);
    } finally {
      partKeys.forEach(PartKeys::close);
    }
  }

  private static List<PartKeys> partKeys(ObjectSecrets secrets) {
    List<PartKeys> keys = new ArrayList<>(secrets.layerCount());
    for (int layer = 0; layer < secrets.layerCount(); layer++) {
      ObjectSecret secret = secrets.layer(layer);
      keys.add(new PartKeys(secret.objectKey(), secret.factsKey()));
    }
    return keys;
  }
}
