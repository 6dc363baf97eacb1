package io.sealgate.proxy.keys;

import io.sealgate.crypto.key.DataKey;
import io.sealgate.crypto.key.DataKeyLease;
import io.sealgate.crypto.key.KeyEncryptionKey;
import java.util.ArrayList;
import java.util.List;

/** The data keys of an object's layers, on loan from the cache until this is closed. */
public final class LeasedKeys implements AutoCloseable {

  private final List<DataKeyLease> leases;

  LeasedKeys(List<DataKeyLease> leases) {
    this.leases = List.copyOf(leases);
  }

  /**
   * The data key of a layer, with its wrapped form; 0 is the layer that holds the client's bytes.
   */
  public DataKey dataKey(int layer) {
    return leases.get(layer).dataKey();
  }

  /** The key-encryption keys, one for each layer. */
  public List<KeyEncryptionKey> keyEncryptionKeys() {
    List<KeyEncryptionKey> keys = new ArrayList<>(leases.size());
    for (DataKeyLease lease : leases) {
      keys.add(lease.dataKey().plaintext());
    }
    return keys;
  }

  @Override
  public void close() {
    leases.forEach(DataKeyLease::close);
  }
}
