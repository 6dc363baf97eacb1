package io.sealgate.crypto.multipart;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.body.Digests;
import io.sealgate.crypto.body.PartKeys;
import io.sealgate.crypto.body.Parts;
import io.sealgate.crypto.body.Span;
import io.sealgate.crypto.multipart.RecordChoice.Outcome;
import io.sealgate.crypto.multipart.SealedObject.Part;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of several records, the one whose parts are really stored is found, with no needless read. */
class RecordChoiceTest {

  private final List<Span> reads = new ArrayList<>();

  @Test
  void needsNoReadWhenTheLengthDecides() {
    SealedObject object = SealedObject.ofSizes(1, 30, 20);
    CompletionRecord longer = SealedObject.ofSizes(1, 30, 21).record();
    assertThat(opened(object, longer, object.record())).isEqualTo(chosen(object.record()));
    assertThat(reads).isEmpty();
  }

  @Test
  void needsNoReadWhenTheRecordsNameTheSameParts() {
    SealedObject object = SealedObject.ofSizes(2, 30, 20);
    CompletionRecord record = object.record();
    CompletionRecord withETag =
        new CompletionRecord(
            record.layout(), record.salts(), "\"e\"", Digests.NONE, ChecksumType.FULL_OBJECT);
    assertThat(opened(object, withETag, record)).isEqualTo(chosen(withETag));
    assertThat(opened(object, record, withETag)).isEqualTo(chosen(record));
    assertThat(reads).isEmpty();
  }

  @Test
  void findsNoneAmongNone() {
    SealedObject object = SealedObject.ofSizes(1, 30, 20);
    assertThat(opened(object)).isEqualTo(new Outcome.NoRecord<>());
    assertThat(opened(object, SealedObject.ofSizes(1, 30).record()))
        .isEqualTo(new Outcome.NoRecord<>());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void tellsAttemptsApartByTheFirstHeaderThatDiffers(int layers) {
    List<PartKeys> keys = Parts.layeredKeys(layers);
    SealedObject object = SealedObject.ofSizes(layers, 30, 20, 20);
    SealedObject again =
        SealedObject.of(keys, 2, List.of(new Part(1, 30), new Part(2, 20), new Part(3, 20)));
    int saltBytes = 16 * layers;
    CompletionRecord secondAgain =
        new CompletionRecord(
            object.record().layout(),
            Bytes.copyOf(
                SealedObject.joined(
                    List.of(
                        object.record().salts().slice(0, saltBytes).toArray(),
                        again.record().salts().slice(saltBytes, 2 * saltBytes).toArray()))),
            null,
            Digests.NONE,
            ChecksumType.COMPOSITE);

    for (List<CompletionRecord> order :
        List.of(
            List.of(secondAgain, object.record()),
            List.of(object.record(), secondAgain),
            List.of(secondAgain, again.record(), object.record()),
            List.of(again.record(), secondAgain, object.record()))) {
      assertThat(opened(object, order.toArray(CompletionRecord[]::new)))
          .isEqualTo(chosen(object.record()));
    }
    reads.clear();
    opened(object, secondAgain, object.record());
    assertThat(reads)
        .containsExactly(new Span(object.opener().layout().part(1).storedOffsetBytes(), 184));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void tellsOtherNumbersAndLengthsApartWithoutAKey(int layers) {
    SealedObject object =
        SealedObject.of(Parts.layeredKeys(layers), 1, List.of(new Part(1, 30), new Part(2, 20)));
    RecordLayout real = object.record().layout();
    RecordLayout otherNumbers =
        new RecordLayout(List.of(new PartRun(1, 1, 30), new PartRun(3, 1, 20)), real.storedBytes());
    RecordLayout otherLengths =
        new RecordLayout(List.of(new PartRun(1, 1, 20), new PartRun(2, 1, 30)), real.storedBytes());
    RecordLayout lie = new RecordLayout(List.of(new PartRun(1, 1, 5)), real.storedBytes());
    assertThat(unopened(object, layers, otherNumbers, real)).isEqualTo(chosen(real));
    assertThat(unopened(object, layers, lie, otherLengths, real, otherNumbers))
        .isEqualTo(chosen(real));
    assertThat(unopened(object, layers, lie)).isEqualTo(new Outcome.NoRecord<>());
  }

  @Test
  void choosesNoneOfThemForABodyThatIsNoneOfThem() {
    SealedObject object = SealedObject.ofSizes(1, 30, 20);
    SealedObject again =
        SealedObject.of(object.keys(), 2, List.of(new Part(1, 30), new Part(2, 20)));
    RecordChoice<CompletionRecord> choice =
        RecordChoice.ofOpened(object.stored().length, List.of(object.record(), again.record()));
    assertThat(choice.outcome()).isEqualTo(new Outcome.Undecided<>(new Span(0, 184)));
    for (byte[] header : List.of(new byte[184], new byte[0])) {
      assertThat(choice.narrowedBy(header).outcome()).isEqualTo(new Outcome.NoRecord<>());
    }
  }

  private Outcome<CompletionRecord> opened(SealedObject object, CompletionRecord... records) {
    return decided(object, RecordChoice.ofOpened(object.stored().length, List.of(records)));
  }

  private Outcome<RecordLayout> unopened(SealedObject object, int layers, RecordLayout... records) {
    return decided(
        object, RecordChoice.ofUnopened(object.stored().length, layers, List.of(records)));
  }

  private <R> Outcome<R> decided(SealedObject object, RecordChoice<R> choice) {
    RecordChoice<R> current = choice;
    while (current.outcome() instanceof Outcome.Undecided<R>(Span header)) {
      reads.add(header);
      current = current.narrowedBy(object.stored(header));
    }
    return current.outcome();
  }

  private static <R> Outcome<R> chosen(R record) {
    return new Outcome.Chosen<>(record);
  }
}
