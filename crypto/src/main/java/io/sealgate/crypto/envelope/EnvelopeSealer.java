package io.sealgate.crypto.envelope;

import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.IntegrityException.Reason;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.crypto.aead.AesGcm;
import io.sealgate.crypto.key.CommittedKey;
import io.sealgate.crypto.key.KeyEncryptionKey;
import io.sealgate.crypto.key.ObjectSecret;
import io.sealgate.crypto.key.ObjectSecrets;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Seals object secrets into envelopes and opens them (FORMAT §3), each layer under a wrap key of
 * its own that a fresh salt derives from the key-encryption key. It keeps no key.
 */
public final class EnvelopeSealer {

  private static final byte[] SEAL_INFO = "SG1 seal".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] AAD_PREFIX = "SG1 envelope".getBytes(StandardCharsets.US_ASCII);
  private static final byte VERSION = 1;

  private final AesGcm aesGcm;
  private final RandomBytes random;

  /**
   * A sealer.
   *
   * @param aesGcm the cipher
   * @param random where the salts come from
   */
  public EnvelopeSealer(AesGcm aesGcm, RandomBytes random) {
    this.aesGcm = aesGcm;
    this.random = random;
  }

  /**
   * Seals secrets: fresh ones for a new object, or those that {@link #open} gave to re-seal an
   * object for another key, mode or place. A re-seal never changes the secrets, so it needs as many
   * layers as before: to or from DSSE-KMS the body has to be rewritten.
   *
   * @param fields what the envelope says and authenticates
   * @param location where the object will be
   * @param secrets one secret per layer, borrowed
   * @param keys one key-encryption key per layer, layer 0's first, borrowed
   * @throws IllegalArgumentException when secrets or keys do not have the mode's number of layers,
   *     or the fields do not fit an envelope
   */
  public Envelope seal(
      EnvelopeFields fields,
      ObjectLocation location,
      ObjectSecrets secrets,
      List<KeyEncryptionKey> keys) {
    Mode mode = fields.mode();
    requireLayers("secrets", secrets.layerCount(), mode);
    requireLayers("keys", keys.size(), mode);
    byte[] encoded = EnvelopeFieldsForm.encode(fields);
    if (Envelope.entryCharacters(encoded.length, mode) > Envelope.MAX_ENTRY_CHARACTERS) {
      throw new IllegalArgumentException("fields of " + encoded.length + " bytes");
    }
    Seal[] seals = new Seal[mode.layerCount()];
    for (int layer = 0; layer < seals.length; layer++) {
      byte[] aad = aad(layer, location, encoded);
      seals[layer] = sealLayer(mode, layer, keys.get(layer), secrets.layer(layer), aad);
    }
    return Envelope.of(fields, encoded, seals);
  }

  /**
   * Opens all layers.
   *
   * @param envelope what came with the object
   * @param location where the object was asked for
   * @param keys one key-encryption key per layer, layer 0's first, borrowed
   * @return the object's secrets, which the caller closes
   * @throws IntegrityException ({@code SEAL}) when a key is not the one that sealed, or anything of
   *     the envelope or the location is not as it was sealed
   * @throws IllegalArgumentException when there are not as many keys as layers
   */
  public ObjectSecrets open(
      Envelope envelope, ObjectLocation location, List<KeyEncryptionKey> keys) {
    int layerCount = envelope.fields().mode().layerCount();
    requireLayers("keys", keys.size(), envelope.fields().mode());
    List<ObjectSecret> opened = new ArrayList<>(layerCount);
    try {
      for (int layer = 0; layer < layerCount; layer++) {
        opened.add(openLayer(envelope, layer, location, keys.get(layer)));
      }
      return new ObjectSecrets(opened);
    } catch (IntegrityException e) {
      opened.forEach(ObjectSecret::close);
      throw e;
    }
  }

  /**
   * Opens one layer.
   *
   * @param envelope what came with the object
   * @param layer which, from 0
   * @param location where the object was asked for
   * @param key the layer's key-encryption key, borrowed
   * @return the layer's secret, which the caller closes
   * @throws IntegrityException ({@code SEAL}) as {@link #open} does
   */
  public ObjectSecret openLayer(
      Envelope envelope, int layer, ObjectLocation location, KeyEncryptionKey key) {
    Seal seal = envelope.seal(layer);
    try (CommittedKey wrapKey = derive(key, seal.salt(), envelope.fields().mode(), layer)) {
      wrapKey.requireCommitment(Reason.SEAL, seal.commitment());
      byte[] aad = aad(layer, location, envelope.transportedFields());
      byte[] iv = new byte[AesGcm.IV_BYTES];
      return ObjectSecret.owning(
          aesGcm.open(Reason.SEAL, wrapKey.borrow(), iv, aad, seal.sealedSecret()));
    }
  }

  private Seal sealLayer(
      Mode mode, int layer, KeyEncryptionKey key, ObjectSecret secret, byte[] aad) {
    byte[] salt = random.bytes(CommittedKey.SALT_BYTES);
    try (CommittedKey wrapKey = derive(key, salt, mode, layer)) {
      // The salt makes each wrap key serve once, so its IV can be zero.
      byte[] iv = new byte[AesGcm.IV_BYTES];
      byte[] sealedSecret = aesGcm.seal(wrapKey.borrow(), iv, aad, secret.borrow());
      return new Seal(salt, wrapKey.commitment(), sealedSecret);
    }
  }

  /** {@code wrap key || commitment} (FORMAT §1). */
  private static CommittedKey derive(KeyEncryptionKey key, byte[] salt, Mode mode, int layer) {
    byte[] info = Arrays.copyOf(SEAL_INFO, SEAL_INFO.length + 2);
    info[SEAL_INFO.length] = (byte) mode.code();
    info[SEAL_INFO.length + 1] = (byte) layer;
    return CommittedKey.derive(key, salt, info);
  }

  private static byte[] aad(int layer, ObjectLocation location, byte[] transportedFields) {
    ByteBuffer aad =
        ByteBuffer.allocate(
            AAD_PREFIX.length
                + 2
                + location.lengthPrefixedBytes()
                + Integer.BYTES
                + transportedFields.length);
    aad.put(AAD_PREFIX).put(VERSION).put((byte) layer);
    location.appendTo(aad);
    return aad.putInt(transportedFields.length).put(transportedFields).array();
  }

  private static void requireLayers(String what, int count, Mode mode) {
    if (count != mode.layerCount()) {
      throw new IllegalArgumentException(count + " " + what + " for " + mode);
    }
  }
}
