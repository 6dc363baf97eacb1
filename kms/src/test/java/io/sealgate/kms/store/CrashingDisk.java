package io.sealgate.kms.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A file on a disk that may lose its power: it remembers what could lie on it had that happened at
 * any moment. Of what was written since the last sync anything may have arrived and the rest is as
 * it was, which past the end of the file is zeros; the size may have arrived before the content. A
 * sector that is there already is written whole or not at all.
 */
final class CrashingDisk implements JournalFile {

  static final int SECTOR_BYTES = 512;

  private final List<byte[]> leftByCrashes = new ArrayList<>();
  private byte[] durable;
  private byte[] written;

  CrashingDisk(byte[] content) {
    durable = content.clone();
    written = content.clone();
  }

  @Override
  public void write(long position, byte[] bytes) {
    int at = Math.toIntExact(position);
    written = Arrays.copyOf(written, Math.max(written.length, at + bytes.length));
    System.arraycopy(bytes, 0, written, at, bytes.length);
    for (int size = durable.length; size < written.length; size++) {
      leftByCrashes.add(Arrays.copyOf(written, size));
    }
    for (int cut = 0; cut <= written.length; cut++) {
      if (cut >= durable.length || cut % SECTOR_BYTES == 0) {
        leftByCrashes.add(mixed(written, cut, durable));
        leftByCrashes.add(mixed(durable, cut, written));
      }
    }
  }

  @Override
  public void sync() {
    durable = written.clone();
    leftByCrashes.add(durable());
  }

  @Override
  public void close() {}

  /** What is certainly on the disk. */
  byte[] durable() {
    return durable.clone();
  }

  /** Whatever could be found on the disk after a crash at any moment until now. */
  List<byte[]> leftByCrashes() {
    return List.copyOf(leftByCrashes);
  }

  /** The full size, with one content up to a cut and the other one from there. */
  private byte[] mixed(byte[] before, int cut, byte[] after) {
    byte[] mixed = Arrays.copyOf(before, written.length);
    byte[] rest = Arrays.copyOf(after, written.length);
    System.arraycopy(rest, cut, mixed, cut, mixed.length - cut);
    return mixed;
  }
}
