package io.sealgate.s3.xml;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.body.DigestType;
import io.sealgate.crypto.body.Digests;
import io.sealgate.crypto.multipart.PartNote;
import io.sealgate.s3.Refusal;
import io.sealgate.s3.body.ChecksumAlgorithm;
import io.sealgate.s3.multipart.ClaimedPart;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompleteMultipartUploadTest {

  @Test
  void readsWhatSdksSend() {
    List<ClaimedPart> parts =
        parse(
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
                  <Part><ETag>&quot;e1&quot;</ETag><PartNumber>1</PartNumber></Part>
                  <Part><PartNumber> 3 </PartNumber><ETag>"e3"</ETag>
                    <ChecksumCRC32>y/Q5Jg==</ChecksumCRC32></Part>
                  <Part><ETag>e10000</ETag><PartNumber>10000</PartNumber><ChecksumSHA1/></Part>
                </CompleteMultipartUpload>
                """)
            .parts();
    Digests crc32 = new Digests(Map.of(DigestType.CRC32, Bytes.ofHex("cbf43926")));
    assertThat(parts)
        .containsExactly(
            new ClaimedPart(1, "e1", Digests.NONE),
            new ClaimedPart(3, "e3", crc32),
            new ClaimedPart(10_000, "e10000", Digests.NONE));
  }

  @ParameterizedTest
  @EnumSource
  void readsTheChecksumOfEveryAlgorithm(ChecksumAlgorithm algorithm) {
    byte[] value = algorithm.start().value();
    ClaimedPart part =
        parse(upload(part(1, checksum(algorithm, algorithm.encode(value))))).parts().getFirst();
    assertThat(algorithm.in(part.checksums())).isEqualTo(Bytes.copyOf(value));
    assertThat(part.checksums().values()).hasSize(1);
  }

  @Test
  void tellsTheBackendNumbersAndItsOwnETagsOnly() {
    Digests crc32 = new Digests(Map.of(DigestType.CRC32, Bytes.ofHex("cbf43926")));
    Bytes salt = Bytes.copyOf(new byte[16]);
    CompleteMultipartUpload upload =
        CompleteMultipartUpload.ofStored(
            List.of(new PartNote(2, "e2", 5, salt, crc32), new PartNote(9, "e<9", 5, salt, crc32)));
    assertThat(Xml.text(upload.write()))
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/">\
            <Part><PartNumber>2</PartNumber><ETag>&quot;e2&quot;</ETag></Part>\
            <Part><PartNumber>9</PartNumber><ETag>&quot;e&lt;9&quot;</ETag></Part>\
            </CompleteMultipartUpload>\
            """);
    assertThat(CompleteMultipartUpload.parse(upload.write())).isEqualTo(upload);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<CompleteMultipartUpload/>",
        "<Other><Part><PartNumber>1</PartNumber><ETag>e</ETag></Part></Other>",
        "<CompleteMultipartUpload><Part/></CompleteMultipartUpload>",
        "<CompleteMultipartUpload><Part><ETag>e</ETag></Part></CompleteMultipartUpload>",
        "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber></Part></CompleteMultipartUpload>",
        "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag/></Part></CompleteMultipartUpload>",
        "<CompleteMultipartUpload><Part><PartNumber>one</PartNumber><ETag>e</ETag></Part></CompleteMultipartUpload>",
        "<CompleteMultipartUpload><Part><PartNumber/><ETag>e</ETag></Part></CompleteMultipartUpload>",
        "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>e</ETag><X/></Part></CompleteMultipartUpload>",
        "<CompleteMultipartUpload><X/></CompleteMultipartUpload>",
        "not xml"
      })
  void refusesWhatTheSchemaDoesNotHave(String document) {
    assertThat(Refusal.of(() -> parse(document)).code()).isEqualTo("MalformedXML");
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "10000, 9999"})
  void refusesPartsThatDoNotAscend(int first, int second) {
    assertThat(Refusal.of(() -> parse(upload(part(first, "") + part(second, "")))).code())
        .isEqualTo("InvalidPartOrder");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void refusesNumbersThatAreTooSmall(long number) {
    assertThat(Refusal.of(() -> parse(upload(part(number, "")))))
        .isEqualTo(
            new Refusal(
                "InvalidArgument",
                "PartNumber must be >= 1",
                Map.of("ArgumentName", "PartNumber", "ArgumentValue", Long.toString(number))));
  }

  @ParameterizedTest
  @ValueSource(longs = {10_001, 1L << 32 | 1, Long.MAX_VALUE})
  void refusesNumbersThatAreTooLarge(long number) {
    assertThat(Refusal.of(() -> parse(upload(part(number, "")))).message())
        .isEqualTo("Part number must be an integer between 1 and 10000, inclusive");
  }

  @Test
  void refusesTwoChecksumsOrOneThatIsNotBase64() {
    String crc32 = checksum(ChecksumAlgorithm.CRC32, "y/Q5Jg==");
    String crc32c = checksum(ChecksumAlgorithm.CRC32C, "4waSgw==");
    assertThat(Refusal.of(() -> parse(upload(part(1, crc32c + crc32)))))
        .isEqualTo(badChecksums("CRC32:y/Q5Jg==;CRC32C:4waSgw==;"));
    String malformed = checksum(ChecksumAlgorithm.CRC32C, "4waSgx==");
    assertThat(Refusal.of(() -> parse(upload(part(1, malformed)))))
        .isEqualTo(badChecksums("CRC32C:4waSgx==;"));
  }

  @Test
  void acceptsTenThousandPartsWithTheLongestChecksumsAndNotOneMore() {
    String sha512 =
        checksum(
            ChecksumAlgorithm.SHA512,
            ChecksumAlgorithm.SHA512.encode(ChecksumAlgorithm.SHA512.start().value()));
    StringBuilder parts = new StringBuilder();
    for (int number = 1; number <= 10_000; number++) {
      parts.append("\n    ").append(part(number, "\n      " + sha512 + "\n    "));
    }
    assertThat(parse(upload(parts.toString())).parts()).hasSize(10_000);
    String tooMany = upload(parts + part(10_000, ""));
    assertThat(Refusal.of(() -> parse(tooMany)).code()).isEqualTo("MalformedXML");
  }

  private static String upload(String parts) {
    return "<CompleteMultipartUpload>" + parts + "</CompleteMultipartUpload>";
  }

  private static String part(long number, String checksums) {
    return "<Part><PartNumber>"
        + number
        + "</PartNumber><ETag>&quot;d41d8cd98f00b204e9800998ecf8427e&quot;</ETag>"
        + checksums
        + "</Part>";
  }

  private static String checksum(ChecksumAlgorithm algorithm, String value) {
    return "<" + algorithm.element() + ">" + value + "</" + algorithm.element() + ">";
  }

  private static Refusal badChecksums(String given) {
    return new Refusal(
        "InvalidArgument",
        "Invalid Base64 or multiple checksums present in request",
        Map.of("ArgumentName", "Checksum", "ArgumentValue", given));
  }

  private static CompleteMultipartUpload parse(String document) {
    return CompleteMultipartUpload.parse(Xml.utf8(document));
  }
}
