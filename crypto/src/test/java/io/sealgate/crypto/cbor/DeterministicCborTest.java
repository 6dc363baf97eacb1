package io.sealgate.crypto.cbor;

import static io.sealgate.crypto.cbor.RawCbor.array;
import static io.sealgate.crypto.cbor.RawCbor.bytes;
import static io.sealgate.crypto.cbor.RawCbor.head;
import static io.sealgate.crypto.cbor.RawCbor.join;
import static io.sealgate.crypto.cbor.RawCbor.longHead;
import static io.sealgate.crypto.cbor.RawCbor.map;
import static io.sealgate.crypto.cbor.RawCbor.text;
import static io.sealgate.crypto.cbor.RawCbor.truth;
import static io.sealgate.crypto.cbor.RawCbor.unsigned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.IntegrityException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeterministicCborTest {

  private static final int MAX_BYTES = 1 << 20;

  /** One of each kind of item, under the keys 1, 2, 3, 4, and 500 when there are numbers. */
  private record Sample(long number, String text, Bytes bytes, boolean truth, List<Long> numbers) {

    static final Sample SMALL = new Sample(7, "seven", Bytes.ofHex("0007"), true, List.of(1L, 2L));

    byte[] raw() {
      byte[][] elements = numbers.stream().map(RawCbor::unsigned).toArray(byte[][]::new);
      return map(
          join(unsigned(1), unsigned(number)),
          join(unsigned(2), RawCbor.text(text)),
          join(unsigned(3), RawCbor.bytes(bytes.toArray())),
          join(unsigned(4), RawCbor.truth(truth)),
          join(unsigned(500), array(elements)));
    }
  }

  private static final CborForm<Sample> FORM =
      new CborForm<>() {
        @Override
        public Sample read(CborReader in) {
          long number = 0;
          String text = "";
          Bytes bytes = Bytes.EMPTY;
          boolean truth = false;
          List<Long> numbers = new ArrayList<>();
          in.openMap();
          for (int key = in.nextKey(); key != CborReader.END; key = in.nextKey()) {
            switch (key) {
              case 1 -> number = in.unsignedInteger(Long.MAX_VALUE);
              case 2 -> text = in.text(MAX_BYTES);
              case 3 -> bytes = in.bytes(0, MAX_BYTES);
              case 4 -> truth = in.truth();
              case 500 -> {
                in.openArray();
                while (in.hasElement()) {
                  numbers.add(in.unsignedInteger(Long.MAX_VALUE));
                }
              }
              default -> throw in.refused("known key");
            }
          }
          return new Sample(number, text, bytes, truth, numbers);
        }

        @Override
        public void write(Sample value, CborWriter out) {
          out.openMap(5).key(1).unsignedInteger(value.number()).key(2).text(value.text());
          out.key(3).bytes(value.bytes()).key(4).truth(value.truth());
          out.key(500).openArray(value.numbers().size());
          value.numbers().forEach(out::unsignedInteger);
          out.closeArray();
          out.closeMap();
        }
      };

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        1,
        23,
        24,
        255,
        256,
        65_535,
        65_536,
        Integer.MAX_VALUE,
        1L << 31,
        (1L << 32) - 1,
        1L << 32,
        5L << 40,
        Long.MAX_VALUE
      })
  void writesIntegersInTheirShortestForm(long number) {
    assertRoundTrip(new Sample(number, "", Bytes.EMPTY, false, List.of(number)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 23, 24, 85, 86, 255, 256, 997, 3996, 4000, 20_000, 65_000})
  void writesStringsWithTheirShortestLength(int length) {
    byte[] filled = new byte[length];
    Arrays.fill(filled, (byte) 0xc3);
    assertRoundTrip(new Sample(0, "x".repeat(length), Bytes.copyOf(filled), true, List.of()));
    assertRoundTrip(new Sample(0, "ü".repeat(length / 2), Bytes.EMPTY, true, List.of()));
    assertRoundTrip(new Sample(0, "😀".repeat(length / 4), Bytes.EMPTY, true, List.of()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 23, 24, 255, 256, 10_000, 70_000})
  void writesArraysWithTheirShortestLength(int length) {
    List<Long> numbers = new ArrayList<>();
    for (long i = 0; i < length; i++) {
      numbers.add(i);
    }
    assertRoundTrip(new Sample(0, "", Bytes.EMPTY, true, numbers));
  }

  @Test
  void readsOneByteStringOfManyChunks() {
    assertRoundTrip(new Sample(0, "", Bytes.copyOf(new byte[600_000]), true, List.of()));
  }

  @Test
  void refusesEveryCut() {
    byte[] whole = Sample.SMALL.raw();
    for (int length = 0; length < whole.length; length++) {
      assertRefused(Arrays.copyOf(whole, length));
    }
  }

  @Test
  void refusesEverythingAfterTheEnd() {
    byte[] whole = Sample.SMALL.raw();
    for (byte[] tail : List.of(new byte[1], unsigned(1), whole, truth(true), head(5, 0))) {
      assertRefused(join(whole, tail));
    }
  }

  @Test
  void refusesEveryEncodingButTheDeterministicOne() {
    byte[] one = join(unsigned(1), unsigned(7));
    byte[] two = join(unsigned(2), text("seven"));
    byte[] three = join(unsigned(3), bytes(new byte[] {0, 7}));
    byte[] four = join(unsigned(4), truth(true));
    byte[] numbers = join(unsigned(500), array(unsigned(1), unsigned(2)));
    byte[] end = {(byte) 0xff};
    assertThat(map(one, two, three, four, numbers)).isEqualTo(Sample.SMALL.raw());

    List<byte[]> others = new ArrayList<>();
    for (int argumentBytes = 1; argumentBytes <= 8; argumentBytes *= 2) {
      others.add(map(join(unsigned(1), longHead(0, 7, argumentBytes)), two, three, four, numbers));
      others.add(map(join(longHead(0, 1, argumentBytes), unsigned(7)), two, three, four, numbers));
      byte[] longText =
          join(
              unsigned(2),
              longHead(3, 5, argumentBytes),
              "seven".getBytes(StandardCharsets.US_ASCII));
      others.add(map(one, longText, three, four, numbers));
      byte[] longBytes = join(unsigned(3), longHead(2, 2, argumentBytes), new byte[] {0, 7});
      others.add(map(one, two, longBytes, four, numbers));
      byte[] longArray =
          join(unsigned(500), longHead(4, 2, argumentBytes), unsigned(1), unsigned(2));
      others.add(map(one, two, three, four, longArray));
      others.add(join(longHead(5, 5, argumentBytes), one, two, three, four, numbers));
    }
    // Indefinite lengths.
    others.add(join(new byte[] {(byte) 0xbf}, one, two, three, four, numbers, end));
    others.add(
        map(
            one,
            two,
            three,
            four,
            join(unsigned(500), new byte[] {(byte) 0x9f}, unsigned(1), unsigned(2), end)));
    others.add(
        map(
            one,
            join(unsigned(2), new byte[] {0x7f}, text("se"), text("ven"), end),
            three,
            four,
            numbers));
    others.add(
        map(
            one,
            two,
            join(unsigned(3), new byte[] {0x5f}, bytes(new byte[2]), end),
            four,
            numbers));
    // Order, repetition, absence, strangers.
    others.add(map(two, one, three, four, numbers));
    others.add(map(one, two, three, numbers, four));
    others.add(map(one, one, two, three, four, numbers));
    others.add(map(one, two, three, four, numbers, numbers));
    others.add(map(one, two, three, four));
    others.add(map(one, two, three, four, numbers, join(unsigned(501), unsigned(0))));
    others.add(map(one, two, three, four, join(unsigned(5), unsigned(0)), numbers));
    others.add(map(one, two, three, four, join(unsigned(100_000), unsigned(0)), numbers));
    others.add(map(join(head(1, 0), unsigned(7)), one, two, three, four, numbers));
    // Other types that look alike.
    others.add(map(join(text("1"), unsigned(7)), two, three, four, numbers));
    others.add(map(join(text(""), unsigned(7)), two, three, four, numbers));
    others.add(map(join(bytes(new byte[] {1}), unsigned(7)), two, three, four, numbers));
    others.add(map(join(array(), unsigned(7)), two, three, four, numbers));
    others.add(map(join(unsigned(1), head(1, 7)), two, three, four, numbers));
    others.add(
        map(join(unsigned(1), head(6, 2), bytes(new byte[] {7})), two, three, four, numbers));
    others.add(map(join(unsigned(1), head(6, 1), unsigned(7)), two, three, four, numbers));
    others.add(map(join(unsigned(1), longHead(0, -1L, 8)), two, three, four, numbers));
    others.add(
        map(join(unsigned(1), new byte[] {(byte) 0xf9, 0x47, 0}), two, three, four, numbers));
    others.add(map(join(unsigned(1), text("7")), two, three, four, numbers));
    others.add(
        map(
            one,
            join(unsigned(2), bytes("seven".getBytes(StandardCharsets.US_ASCII))),
            three,
            four,
            numbers));
    others.add(
        map(
            one,
            join(unsigned(2), head(3, 2), new byte[] {(byte) 0xc0, (byte) 0x80}),
            three,
            four,
            numbers));
    others.add(
        map(
            one,
            join(unsigned(2), head(3, 3), new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}),
            three,
            four,
            numbers));
    others.add(
        map(one, join(unsigned(2), head(3, 1), new byte[] {(byte) 0xff}), three, four, numbers));
    others.add(map(one, two, join(unsigned(3), text("ab")), four, numbers));
    for (int simple : new int[] {0xe0, 0xf6, 0xf7, 0xf8, 0xfb, 0xff}) {
      others.add(map(one, two, three, join(unsigned(4), new byte[] {(byte) simple}), numbers));
      others.add(map(one, two, join(unsigned(3), new byte[] {(byte) simple}), four, numbers));
      others.add(map(join(unsigned(1), new byte[] {(byte) simple}), two, three, four, numbers));
      others.add(map(one, join(unsigned(2), new byte[] {(byte) simple}), three, four, numbers));
      others.add(map(join(new byte[] {(byte) simple}, unsigned(7)), two, three, four, numbers));
    }
    others.add(map(one, two, three, join(unsigned(4), new byte[] {(byte) 0xf8, 21}), numbers));
    others.add(map(one, two, three, four, join(unsigned(500), map())));
    others.add(
        map(one, two, three, four, join(unsigned(500), array(array(unsigned(1)), unsigned(2)))));
    others.add(join(head(6, 55799), Sample.SMALL.raw()));
    others.add(array());
    others.add(unsigned(1));
    others.add(new byte[0]);

    others.forEach(DeterministicCborTest::assertRefused);
  }

  @Test
  void refusesDeepNestingWithoutDescending() {
    byte[] deep = new byte[100_000];
    Arrays.fill(deep, (byte) 0x81);
    assertRefused(join(head(5, 1), unsigned(500), deep));
    Arrays.fill(deep, (byte) 0xa1);
    assertRefused(deep);
  }

  @Test
  void refusesLengthsThatTheInputDoesNotHaveWithoutAllocatingThem() {
    for (int majorType = 2; majorType <= 5; majorType++) {
      assertRefused(join(head(5, 1), unsigned(3), longHead(majorType, Integer.MAX_VALUE, 4)));
      assertRefused(join(head(5, 1), unsigned(3), longHead(majorType, Long.MAX_VALUE, 8)));
      assertRefused(join(head(5, 1), unsigned(500), longHead(majorType, -1, 8)));
      assertRefused(longHead(majorType, Integer.MAX_VALUE, 4));
    }
  }

  @Test
  void refusesMoreBytesThanAllowedUnread() {
    assertThatThrownBy(() -> DeterministicCbor.decode(FORM, Sample.SMALL.raw(), 5, Reason.NOTE))
        .isInstanceOf(IntegrityException.class);
  }

  @Test
  void saysNothingOfTheInputInItsFailure() {
    assertThatThrownBy(() -> decode(map(join(unsigned(1), text("hush-hush")))))
        .isInstanceOf(IntegrityException.class)
        .hasNoCause()
        .hasMessageNotContaining("hush");
  }

  private static void assertRoundTrip(Sample sample) {
    byte[] raw = sample.raw();
    assertThat(DeterministicCbor.encode(FORM, sample)).isEqualTo(raw);
    assertThat(decode(raw)).isEqualTo(sample);
  }

  private static void assertRefused(byte[] encoded) {
    assertThatThrownBy(() -> decode(encoded))
        .as(HexFormat.of().formatHex(encoded, 0, Math.min(encoded.length, 80)))
        .isInstanceOfSatisfying(
            IntegrityException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOTE));
  }

  private static Sample decode(byte[] encoded) {
    return DeterministicCbor.decode(FORM, encoded, MAX_BYTES, Reason.NOTE);
  }
}
