package io.sealgate.crypto.multipart;

import io.sealgate.crypto.IntegrityException.Reason;
import io.sealgate.crypto.body.PartIdentity;
import io.sealgate.crypto.body.PartLayout;
import io.sealgate.crypto.cbor.CborForm;
import io.sealgate.crypto.cbor.CborReader;
import io.sealgate.crypto.cbor.CborWriter;
import io.sealgate.crypto.cbor.DeterministicCbor;
import java.util.ArrayList;
import java.util.List;

/** The CBOR map of a record's clear part (FORMAT §4). */
final class RecordLayoutForm implements CborForm<RecordLayout> {

  /** Ten thousand runs of one part each need less. */
  static final int MAX_BYTES = 256 * 1024;

  private static final RecordLayoutForm FORM = new RecordLayoutForm();

  private static final int RUNS = 1;
  private static final int STORED_BYTES = 2;

  private RecordLayoutForm() {}

  static byte[] encode(RecordLayout layout) {
    return DeterministicCbor.encode(FORM, layout);
  }

  static RecordLayout decode(byte[] encoded) {
    return DeterministicCbor.decode(FORM, encoded, MAX_BYTES, Reason.RECORD);
  }

  @Override
  public RecordLayout read(CborReader in) {
    List<PartRun> runs = new ArrayList<>();
    long storedBytes = -1;
    in.openMap();
    for (int key = in.nextKey(); key != CborReader.END; key = in.nextKey()) {
      switch (key) {
        case RUNS -> readRuns(in, runs);
        case STORED_BYTES -> storedBytes = in.unsignedInteger(Long.MAX_VALUE);
        default -> throw in.refused("known field");
      }
    }
    return new RecordLayout(runs, storedBytes);
  }

  @Override
  public void write(RecordLayout layout, CborWriter out) {
    out.openMap(2).key(RUNS).openArray(layout.runs().size());
    for (PartRun run : layout.runs()) {
      out.openArray(3)
          .unsignedInteger(run.firstPartNumber())
          .unsignedInteger(run.count())
          .unsignedInteger(run.plaintextBytes())
          .closeArray();
    }
    out.closeArray();
    out.key(STORED_BYTES).unsignedInteger(layout.storedBytes()).closeMap();
  }

  private static void readRuns(CborReader in, List<PartRun> runs) {
    in.openArray();
    while (in.hasElement()) {
      if (runs.size() == PartIdentity.MAX_PART_NUMBER) {
        throw in.refused("end of the runs");
      }
      in.openArray();
      int first = in.unsignedInteger(PartIdentity.MAX_PART_NUMBER);
      int count = in.unsignedInteger(PartIdentity.MAX_PART_NUMBER);
      runs.add(new PartRun(first, count, in.unsignedInteger(PartLayout.MAX_OBJECT_STORED_BYTES)));
      in.closeArray();
    }
  }
}
