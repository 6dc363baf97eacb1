package io.sealgate.kms.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.IntegrityException.Reason;
import io.sealgate.crypto.cbor.DeterministicCbor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Whatever lies in the files of a store is read, or refused in one way only. */
final class StoreFuzzTest {

  static final Bytes STORE_ID = Bytes.copyOf(new byte[16]);
  static final Bytes SNAPSHOT_ID =
      Bytes.copyOf(new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2});
  static final SealingKey SEAL_KEY = new SealingKey(new byte[32], TestStores.repeatable());

  /** The store of the stored inputs: all keys are zeros. */
  static SnapshotHead head() {
    SealSlot slot = SealSlot.ofKeyFile(SEAL_KEY, STORE_ID, new byte[32]);
    return new SnapshotHead(STORE_ID, 1, 5, SNAPSHOT_ID, List.of(slot));
  }

  static RootKey root() {
    return new RootKey(new SealingKey(new byte[32], TestStores.repeatable()));
  }

  @FuzzTest
  void readsAJournalOrRefusesIt(byte[] input) throws IOException {
    List<Batch> commits = new ArrayList<>();
    try {
      JournalReader.End end =
          JournalReader.read(new ByteArrayInputStream(input), root(), head(), commits::add);
      assertThat(end.validBytes()).isBetween(21L, (long) input.length);
      assertThat(end.sequence()).isEqualTo(5 + commits.size());
    } catch (IntegrityException e) {
      assertThat(e.reason()).isEqualTo(Reason.RECORD);
    }
  }

  @FuzzTest
  void readsASnapshotOrRefusesIt(byte[] input) throws IOException {
    List<SealedRecord> records = new ArrayList<>();
    try {
      SnapshotReader reader = new SnapshotReader(new ByteArrayInputStream(input));
      assertThat(reader.head().slots()).isNotEmpty();
      reader.readRecords(root(), records::add);
    } catch (IntegrityException e) {
      assertThat(e.reason()).isEqualTo(Reason.RECORD);
    }
  }

  @FuzzTest
  void readsABatchOrRefusesIt(byte[] input) {
    try {
      Batch batch = DeterministicCbor.decode(Batch.FORM, input, 1 << 20, Reason.RECORD);
      assertThat(DeterministicCbor.encode(Batch.FORM, batch)).isEqualTo(input);
    } catch (IntegrityException e) {
      assertThat(e.reason()).isEqualTo(Reason.RECORD);
    }
  }
}
