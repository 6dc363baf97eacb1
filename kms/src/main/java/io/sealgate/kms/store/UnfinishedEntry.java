package io.sealgate.kms.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Tells a commit that a power cut kept from being finished, whose head never reached the disk, from
 * damage to one that was acknowledged. Only what has all of its head was.
 */
final class UnfinishedEntry {

  /** What a disk writes whole or not at all, at the least; a head may lie in two of them. */
  private static final int SECTOR_BYTES = 512;

  private UnfinishedEntry() {}

  /**
   * Whether a head that does not verify was never finished.
   *
   * @param before where the entries end that do verify
   * @param head what follows them
   * @param in read on from the head
   */
  static boolean begins(RootKey root, JournalReader.End before, byte[] head, InputStream in)
      throws IOException {
    byte[] rest = in.readNBytes(JournalFormat.MAX_SEALED_BYTES + 1);
    if (rest.length > JournalFormat.MAX_SEALED_BYTES) {
      return false;
    }
    return Arrays.equals(head, new byte[head.length])
        ? !holdsEntryAfter(root, before, rest)
        : isHalfOfHead(root, before, head, rest.length);
  }

  /**
   * No commit begins before the one in front of it is on the disk, so that one has lost its head.
   */
  private static boolean holdsEntryAfter(RootKey root, JournalReader.End before, byte[] rest) {
    ByteBuffer content = ByteBuffer.wrap(rest);
    int last = rest.length - JournalFormat.ENTRY_HEAD_BYTES;
    for (int at = JournalFormat.CHAIN_BYTES; at <= last; at++) {
      long ahead = content.getLong(at) - before.sequence();
      if (ahead > 0 && ahead <= rest.length) {
        byte[] chain = Arrays.copyOfRange(rest, at - JournalFormat.CHAIN_BYTES, at);
        byte[] head = Arrays.copyOfRange(rest, at, at + JournalFormat.ENTRY_HEAD_BYTES);
        if (JournalFormat.verifies(root, chain, before.sequence() + ahead, head)) {
          return true;
        }
      }
    }
    return false;
  }

  /** One sector of the head has arrived, the other has not; the content had arrived before. */
  private static boolean isHalfOfHead(
      RootKey root, JournalReader.End before, byte[] head, int sealedBytes) {
    int cut = SECTOR_BYTES - (int) (before.validBytes() % SECTOR_BYTES);
    if (cut >= head.length) {
      return false;
    }
    byte[] first =
        JournalFormat.entryHead(root, before.chain(), before.sequence() + 1, sealedBytes);
    byte[] second = first.clone();
    Arrays.fill(first, cut, first.length, (byte) 0);
    Arrays.fill(second, 0, cut, (byte) 0);
    return MessageDigest.isEqual(head, first) || MessageDigest.isEqual(head, second);
  }
}
