package io.sealgate.kms.store;

import io.sealgate.crypto.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The layout of a journal: every commit since a snapshot, in order.
 *
 * <p>{@code journal := "SGKJ" || u8 1 || snapshot id(16) || entry*}, {@code entry := u64 sequence
 * || u32 n || mac(16) || sealed(n)}. The MAC covers sequence and length together with the tag of
 * the entry before (of the first: the snapshot's id), and the sealed part is bound to the head, so
 * the entries form a chain.
 *
 * <p>The sealed part is on the disk before the head is written, and the commit is acknowledged when
 * the head is. So a head of zeros at the end, whatever follows it, is a commit that a crash cut
 * short, which may be dropped; where a head is, everything must verify, for it may have been
 * acknowledged.
 */
final class JournalFormat {

  static final int FILE_HEAD_BYTES = 5 + SnapshotHead.ID_BYTES;
  static final int ENTRY_HEAD_BYTES = Long.BYTES + Integer.BYTES + RootKey.MAC_BYTES;
  static final int CHAIN_BYTES = 16;
  static final int MAX_CONTENT_BYTES = 1 << 20;
  static final int MAX_SEALED_BYTES = MAX_CONTENT_BYTES + SealingKey.OVERHEAD_BYTES;

  private static final byte[] MAGIC = "SGKJ\1".getBytes(StandardCharsets.ISO_8859_1);

  private JournalFormat() {}

  /** How the journal that continues a snapshot begins. */
  static byte[] fileHead(Bytes snapshotId) {
    return ByteBuffer.allocate(FILE_HEAD_BYTES).put(MAGIC).put(snapshotId.toArray()).array();
  }

  /** The head of an entry, with its MAC. */
  static byte[] entryHead(RootKey root, byte[] chain, long sequence, int sealedBytes) {
    byte[] chained =
        ByteBuffer.allocate(CHAIN_BYTES + Long.BYTES + Integer.BYTES)
            .put(chain)
            .putLong(sequence)
            .putInt(sealedBytes)
            .array();
    return ByteBuffer.allocate(ENTRY_HEAD_BYTES)
        .putLong(sequence)
        .putInt(sealedBytes)
        .put(root.entryHeadMac(chained))
        .array();
  }

  /** Whether this is the head of the entry with that number, after what it is chained to. */
  static boolean verifies(RootKey root, byte[] chain, long sequence, byte[] head) {
    byte[] expected = entryHead(root, chain, sequence, sealedBytes(head));
    return MessageDigest.isEqual(head, expected);
  }

  /** The length that a head tells. */
  static int sealedBytes(byte[] head) {
    return ByteBuffer.wrap(head).getInt(Long.BYTES);
  }

  /** What the entry after this one is chained to: this one's tag. */
  static byte[] chainAfter(byte[] sealed) {
    byte[] chain = new byte[CHAIN_BYTES];
    System.arraycopy(sealed, sealed.length - CHAIN_BYTES, chain, 0, CHAIN_BYTES);
    return chain;
  }
}
