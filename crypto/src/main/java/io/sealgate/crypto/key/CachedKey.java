package io.sealgate.crypto.key;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the data-key cache, from its request to its zeroing: counts what the key is used for
 * and who uses it, and zeroes it when it has been retired and nobody does any more.
 *
 * <p>Guarded by its own monitor, which is held for a few instructions; no foreign code runs under
 * it.
 */
final class CachedKey {

  /**
   * What one key may be used for.
   *
   * @param maxAgeNanos how long after its request
   * @param maxMessages for how many objects
   * @param maxBytes for how many plaintext bytes together
   */
  record Allowance(long maxAgeNanos, long maxMessages, long maxBytes) {}

  /** What a request gets. */
  sealed interface Turn {

    /** A lease, at once. */
    record Leased(DataKeyLease lease) implements Turn {}

    /** Anything else. */
    enum Other implements Turn {
      /** The request is the first: its caller must load the key. */
      MUST_LOAD,
      /** The key is being loaded; the request is served with it. */
      JOINED,
      /** The entry serves nobody any more: another one must take its place. */
      RETIRED
    }
  }

  private enum State {
    NEW,
    LOADING,
    LOADED
  }

  private final String keyId;
  private final Allowance allowance;

  private State state = State.NEW;
  private boolean retired;
  private long requestedAtNanos;
  private List<DataKeyRequest> waiting = new ArrayList<>(1);
  private @Nullable DataKey dataKey;
  private long leases;
  private long messages;
  private long bytes;

  CachedKey(String keyId, Allowance allowance) {
    this.keyId = keyId;
    this.allowance = allowance;
  }

  /** A lease when the key is there and may be used once more for that many bytes, else null. */
  synchronized @Nullable DataKeyLease tryLease(long messageBytes, long nowNanos) {
    DataKey key = dataKey;
    if (key == null || retired || nowNanos - requestedAtNanos >= allowance.maxAgeNanos) {
      return null;
    }
    return leaseWithinAllowance(key, messageBytes);
  }

  /** Serves a request, or lets it wait for the load. */
  synchronized Turn join(DataKeyRequest request, long nowNanos) {
    if (state == State.NEW) {
      state = State.LOADING;
      requestedAtNanos = nowNanos;
      waiting.add(request);
      return Turn.Other.MUST_LOAD;
    }
    if (state == State.LOADING && !retired) {
      waiting.add(request);
      return Turn.Other.JOINED;
    }
    DataKeyLease lease = tryLease(request.messageBytes(), nowNanos);
    return lease == null ? Turn.Other.RETIRED : new Turn.Leased(lease);
  }

  /**
   * Takes ownership of the loaded key and serves those who wait, in their order.
   *
   * @return the requests that go beyond the key's allowance
   */
  List<DataKeyRequest> loaded(DataKey key) {
    List<DataKeyRequest> waited;
    List<@Nullable DataKeyLease> granted;
    synchronized (this) {
      state = State.LOADED;
      dataKey = key;
      leases = 1; // our own, until all are served
      waited = waiting;
      waiting = List.of();
      granted = new ArrayList<>(waited.size());
      for (DataKeyRequest request : waited) {
        granted.add(
            request.lease().isDone() ? null : leaseWithinAllowance(key, request.messageBytes()));
      }
    }
    List<DataKeyRequest> beyondAllowance = new ArrayList<>();
    for (int i = 0; i < waited.size(); i++) {
      DataKeyRequest request = waited.get(i);
      DataKeyLease lease = granted.get(i);
      if (lease != null) {
        request.grant(lease);
      } else if (!request.lease().isDone()) {
        beyondAllowance.add(request);
      }
    }
    giveBack();
    return beyondAllowance;
  }

  /** Retires the entry for good, for want of a key, and names those who waited for it. */
  synchronized List<DataKeyRequest> failed() {
    retired = true;
    state = State.LOADED;
    List<DataKeyRequest> waited = waiting;
    waiting = List.of();
    return waited;
  }

  /**
   * Serves nobody from now on except those who wait already.
   *
   * @return whether the entry gave up a key by this
   */
  synchronized boolean retire() {
    boolean gaveUpKey = !retired && dataKey != null;
    retired = true;
    zeroWhenUnused();
    return gaveUpKey;
  }

  /** Ends one lease. */
  synchronized void giveBack() {
    leases--;
    zeroWhenUnused();
  }

  /** Whether the key is, or while it is being loaded may turn out to be, under that KMS key. */
  synchronized boolean mayBeUnder(String keyIdOrArn) {
    DataKey key = dataKey;
    return key == null || keyId.equals(keyIdOrArn) || key.keyArn().equals(keyIdOrArn);
  }

  private @Nullable DataKeyLease leaseWithinAllowance(DataKey key, long messageBytes) {
    if (messages >= allowance.maxMessages || messageBytes > allowance.maxBytes - bytes) {
      return null;
    }
    messages++;
    bytes += messageBytes;
    leases++;
    return new DataKeyLease(this, key);
  }

  private void zeroWhenUnused() {
    if (retired && leases == 0 && dataKey != null) {
      dataKey.close();
    }
  }
}
