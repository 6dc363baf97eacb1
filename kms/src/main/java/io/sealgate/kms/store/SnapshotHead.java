package io.sealgate.kms.store;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.cbor.CborForm;
import io.sealgate.crypto.cbor.CborReader;
import io.sealgate.crypto.cbor.CborWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a snapshot says of itself, readable without a key and authenticated with the root key.
 *
 * @param storeId 16 random bytes, the store's for ever
 * @param generation counts the snapshots, from 1
 * @param sequence the last commit that the snapshot contains
 * @param snapshotId 16 random bytes; the journal that continues the snapshot carries them
 * @param slots the ways to the root key
 */
record SnapshotHead(
    Bytes storeId, long generation, long sequence, Bytes snapshotId, List<SealSlot> slots) {

  static final int ID_BYTES = 16;
  static final int MAX_SLOTS = 8;

  /**
   * {@code {1: store id, 2: generation, 3: sequence, 4: snapshot id, 5: [kind, key id, wrapped,
   * …]}}.
   */
  static final CborForm<SnapshotHead> FORM = new Form();

  SnapshotHead {
    slots = List.copyOf(slots);
    if (slots.isEmpty() || slots.size() > MAX_SLOTS || generation < 1) {
      throw new IllegalArgumentException("no such snapshot head");
    }
  }

  /** The head of the snapshot that follows this one. */
  SnapshotHead next(long sequence, Bytes nextSnapshotId) {
    return new SnapshotHead(storeId, generation + 1, sequence, nextSnapshotId, slots);
  }

  private static final class Form implements CborForm<SnapshotHead> {

    private static final int STORE_ID = 1;
    private static final int GENERATION = 2;
    private static final int SEQUENCE = 3;
    private static final int SNAPSHOT_ID = 4;
    private static final int SLOTS = 5;

    @Override
    public SnapshotHead read(CborReader in) {
      @Nullable Bytes storeId = null;
      @Nullable Bytes snapshotId = null;
      long generation = 0;
      long sequence = 0;
      List<SealSlot> slots = List.of();
      in.openMap();
      for (int key = in.nextKey(); key != CborReader.END; key = in.nextKey()) {
        switch (key) {
          case STORE_ID -> storeId = in.bytes(ID_BYTES, ID_BYTES);
          case GENERATION -> generation = in.unsignedInteger(Long.MAX_VALUE);
          case SEQUENCE -> sequence = in.unsignedInteger(Long.MAX_VALUE);
          case SNAPSHOT_ID -> snapshotId = in.bytes(ID_BYTES, ID_BYTES);
          case SLOTS -> slots = readSlots(in);
          default -> throw in.refused("known key");
        }
      }
      if (storeId == null || snapshotId == null) {
        throw in.refused("id");
      }
      return new SnapshotHead(storeId, generation, sequence, snapshotId, slots);
    }

    private static List<SealSlot> readSlots(CborReader in) {
      List<SealSlot> slots = new ArrayList<>();
      in.openArray();
      while (in.hasElement()) {
        if (slots.size() == MAX_SLOTS) {
          throw in.refused("list of that size");
        }
        int kind = in.unsignedInteger(255);
        Bytes sealKeyId = in.bytes(SealSlot.ID_BYTES, SealSlot.ID_BYTES);
        Bytes wrapped = in.bytes(SealSlot.WRAPPED_BYTES, SealSlot.WRAPPED_BYTES);
        slots.add(new SealSlot(kind, sealKeyId, wrapped));
      }
      return slots;
    }

    @Override
    public void write(SnapshotHead head, CborWriter out) {
      Objects.requireNonNull(head);
      out.openMap(5);
      out.key(STORE_ID).bytes(head.storeId);
      out.key(GENERATION).unsignedInteger(head.generation);
      out.key(SEQUENCE).unsignedInteger(head.sequence);
      out.key(SNAPSHOT_ID).bytes(head.snapshotId);
      out.key(SLOTS).openArray(3 * head.slots.size());
      for (SealSlot slot : head.slots) {
        out.unsignedInteger(slot.kind()).bytes(slot.sealKeyId()).bytes(slot.wrappedRootKey());
      }
      out.closeArray();
      out.closeMap();
    }
  }
}
