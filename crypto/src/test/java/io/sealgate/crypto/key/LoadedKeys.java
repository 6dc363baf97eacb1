package io.sealgate.crypto.key;

import io.sealgate.crypto.Bytes;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A source of data keys that a test controls: remembers the plaintext arrays that it gave away, so
 * that their zeroing can be seen.
 */
final class LoadedKeys {

  private final String keyArn;
  private final List<byte[]> plaintexts = new CopyOnWriteArrayList<>();
  private final List<CompletableFuture<DataKey>> pending = new CopyOnWriteArrayList<>();

  LoadedKeys(String keyArn) {
    this.keyArn = keyArn;
  }

  /** A loader that has the key at once. */
  CompletionStage<DataKey> now() {
    return CompletableFuture.completedFuture(next());
  }

  /** A loader that has the key when {@link #completeNext} is called. */
  CompletionStage<DataKey> later() {
    CompletableFuture<DataKey> future = new CompletableFuture<>();
    pending.add(future);
    return future;
  }

  /** A fresh key, all of whose bytes are 0x5a but the last four: its number, from 0. */
  synchronized DataKey next() {
    byte[] plaintext = new byte[KeyEncryptionKey.LENGTH_BYTES];
    Arrays.fill(plaintext, (byte) 0x5a);
    int number = plaintexts.size();
    ByteBuffer.wrap(plaintext).putInt(plaintext.length - Integer.BYTES, number);
    plaintexts.add(plaintext);
    Bytes wrapped = Bytes.copyOf(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
    return new DataKey(keyArn, wrapped, KeyEncryptionKey.owning(plaintext));
  }

  void completeNext() {
    pending.removeFirst().complete(next());
  }

  void failNext(RuntimeException failure) {
    pending.removeFirst().completeExceptionally(failure);
  }

  int loadsInFlight() {
    return pending.size();
  }

  int count() {
    return plaintexts.size();
  }

  boolean isZeroed(int number) {
    return isZeroed(plaintexts.get(number));
  }

  static boolean isZeroed(byte[] plaintext) {
    for (byte b : plaintext) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  /** The number of a key. */
  static int numberOf(DataKey dataKey) {
    return ByteBuffer.wrap(dataKey.wrapped().toArray()).getInt();
  }
}
