package io.sealgate.kms.store;

import io.sealgate.crypto.cbor.CborForm;
import io.sealgate.crypto.cbor.CborReader;
import io.sealgate.crypto.cbor.CborWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What one commit did, or one stretch of a snapshot.
 *
 * @param puts records that have this content from then on
 * @param deletes records that are gone from then on
 */
record Batch(List<SealedRecord> puts, List<RecordId> deletes) {

  /** {@code {1: [type, name, version, sealed, …], 2: [type, name, …]}}, flat lists. */
  static final CborForm<Batch> FORM = new Form();

  private static final int PUTS = 1;
  private static final int DELETES = 2;
  private static final int MAX_SEALED_BYTES =
      RecordStore.MAX_RECORD_BYTES + SealingKey.OVERHEAD_BYTES;

  Batch {
    puts = List.copyOf(puts);
    deletes = List.copyOf(deletes);
    if (puts.size() + deletes.size() > RecordStore.MAX_CHANGES) {
      throw new IllegalArgumentException("too many changes");
    }
  }

  private static final class Form implements CborForm<Batch> {

    @Override
    public Batch read(CborReader in) {
      in.openMap();
      List<SealedRecord> puts = List.of();
      List<RecordId> deletes = List.of();
      for (int key = in.nextKey(); key != CborReader.END; key = in.nextKey()) {
        switch (key) {
          case PUTS -> puts = readPuts(in);
          case DELETES -> deletes = readDeletes(in);
          default -> throw in.refused("known key");
        }
      }
      return new Batch(puts, deletes);
    }

    private static List<SealedRecord> readPuts(CborReader in) {
      List<SealedRecord> puts = new ArrayList<>();
      in.openArray();
      while (in.hasElement()) {
        if (puts.size() == RecordStore.MAX_CHANGES) {
          throw in.refused("list of that size");
        }
        RecordId id = readId(in);
        long version = in.unsignedInteger(Long.MAX_VALUE);
        puts.add(new SealedRecord(id, version, in.bytes(0, MAX_SEALED_BYTES)));
      }
      return puts;
    }

    private static List<RecordId> readDeletes(CborReader in) {
      List<RecordId> deletes = new ArrayList<>();
      in.openArray();
      while (in.hasElement()) {
        if (deletes.size() == RecordStore.MAX_CHANGES) {
          throw in.refused("list of that size");
        }
        deletes.add(readId(in));
      }
      return deletes;
    }

    private static RecordId readId(CborReader in) {
      int type = in.unsignedInteger(RecordId.MAX_TYPE);
      return new RecordId(type, in.text(RecordId.MAX_NAME_BYTES));
    }

    @Override
    public void write(Batch batch, CborWriter out) {
      out.openMap(2);
      out.key(PUTS).openArray(4 * batch.puts.size());
      for (SealedRecord put : batch.puts) {
        writeId(put.id(), out);
        out.unsignedInteger(put.version()).bytes(put.sealed());
      }
      out.closeArray();
      out.key(DELETES).openArray(2 * batch.deletes.size());
      for (RecordId delete : batch.deletes) {
        writeId(delete, out);
      }
      out.closeArray();
      out.closeMap();
    }

    private static void writeId(RecordId id, CborWriter out) {
      Objects.requireNonNull(id);
      out.unsignedInteger(id.type()).text(id.name());
    }
  }
}
