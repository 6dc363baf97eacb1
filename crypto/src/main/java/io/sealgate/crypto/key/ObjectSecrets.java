package io.sealgate.crypto.key;

import io.sealgate.crypto.RandomBytes;
import java.util.ArrayList;
import java.util.List;

/**
 * The secrets of one object, one per layer: two for DSSE-KMS, one for every other mode. Closing it
 * zeroes them all.
 */
public final class ObjectSecrets implements AutoCloseable {

  /** The most layers that any mode has. */
  public static final int MAX_LAYERS = 2;

  private final List<ObjectSecret> layers;

  /**
   * Takes ownership of the secrets.
   *
   * @param layers layer 0's first, one or two
   * @throws IllegalArgumentException when there are none or more than two
   */
  public ObjectSecrets(List<ObjectSecret> layers) {
    if (layers.isEmpty() || layers.size() > MAX_LAYERS) {
      throw new IllegalArgumentException(layers.size() + " layers");
    }
    this.layers = List.copyOf(layers);
  }

  /**
   * Fresh secrets for a new object.
   *
   * @param layerCount how many layers its mode has, 1 or 2
   * @param random where their bytes come from
   */
  public static ObjectSecrets random(int layerCount, RandomBytes random) {
    List<ObjectSecret> layers = new ArrayList<>(layerCount);
    for (int i = 0; i < layerCount; i++) {
      layers.add(ObjectSecret.random(random));
    }
    return new ObjectSecrets(layers);
  }

  /** How many layers, 1 or 2. */
  public int layerCount() {
    return layers.size();
  }

  /**
   * The secret of one layer.
   *
   * @param index the layer, from 0, the innermost
   */
  public ObjectSecret layer(int index) {
    return layers.get(index);
  }

  /**
   * The keys of the object's completion record and part notes (FORMAT §1, §3: of DSSE, derived from
   * both secrets).
   *
   * @return keys that the caller closes
   */
  public MultipartKeys multipartKeys() {
    return MultipartKeys.derive(layers);
  }

  /** Zeroes all secrets; safe to call more than once. */
  @Override
  public void close() {
    layers.forEach(ObjectSecret::close);
  }

  @Override
  public String toString() {
    return "ObjectSecrets[" + layers.size() + "]";
  }
}
