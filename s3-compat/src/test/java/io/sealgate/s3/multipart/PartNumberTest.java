package io.sealgate.s3.multipart;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.auth.HeaderList;
import io.sealgate.s3.Refusal;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.route.QueryParameters;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parameters of requests on uploads and parts. */
final class PartNumberTest {

  private static final HeaderList NO_HEADERS = new HeaderList();

  @ParameterizedTest
  @CsvSource({"1, 1", "10000, 10000", "007, 7"})
  void readsTheNumber(String text, int number) {
    QueryParameters query = QueryParameters.parse("uploadId=x&partNumber=" + text);

    assertThat(PartNumber.ofUpload(query)).isEqualTo(new PartNumber(number));
    assertThat(PartNumber.ofRead(query, NO_HEADERS)).isEqualTo(new PartNumber(number));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0", "10001", "-1", "1.0", "1x", "4294967297", "99999999999999999999"})
  void refusesWhatIsNoNumberOfAPart(String text) {
    QueryParameters query = QueryParameters.parse("partNumber=" + text);
    Refusal refusal =
        new Refusal(
            "InvalidArgument",
            "Part number must be an integer between 1 and 10000, inclusive",
            Map.of("ArgumentName", "partNumber", "ArgumentValue", text));

    assertThat(Refusal.of(() -> PartNumber.ofUpload(query))).isEqualTo(refusal);
    assertThat(Refusal.of(() -> PartNumber.ofRead(query, NO_HEADERS))).isEqualTo(refusal);
  }

  @Test
  void wantsANumberOfUploadsOnly() {
    assertThat(PartNumber.ofRead(QueryParameters.NONE, NO_HEADERS)).isNull();
    assertThat(PartNumber.ofRead(QueryParameters.NONE, HeaderList.of("Range", "bytes=0-1")))
        .isNull();
    assertThat(Refusal.of(() -> PartNumber.ofUpload(QueryParameters.NONE)).code())
        .isEqualTo("InvalidArgument");
  }

  @Test
  void refusesARangeBesideAPart() {
    QueryParameters query = QueryParameters.parse("partNumber=1");

    assertThat(Refusal.of(() -> PartNumber.ofRead(query, HeaderList.of("range", "bytes=0-1"))))
        .isEqualTo(
            new Refusal(
                "InvalidRequest",
                "Cannot specify both Range header and partNumber query parameter",
                Map.of()));
  }

  @Test
  void saysWhichPartIsNotThere() {
    assertThat(Refusal.of(new PartNumber(3).notSatisfiable(2)))
        .isEqualTo(
            new Refusal(
                "InvalidPartNumber",
                "The requested partnumber is not satisfiable",
                Map.of("ActualPartCount", "2", "PartNumberRequested", "3")));
    assertThat(S3Error.INVALID_PART_NUMBER.status()).isEqualTo(416);
  }

  @ParameterizedTest
  @CsvSource({
    "x, x",
    "2~abc.DEF_-, 2~abc.DEF_-",
    "VXBs%2BID%2F%3D%3D, VXBs+ID/==",
    "a%20b, a b",
    "%C3%BC, ü"
  })
  void takesUploadIdsAsTheyAre(String raw, String id) {
    assertThat(UploadId.in(QueryParameters.parse("uploadId=" + raw))).isEqualTo(id);
    String longest = "x".repeat(1024);
    assertThat(UploadId.in(QueryParameters.parse("uploadId=" + longest))).isEqualTo(longest);
  }

  @Test
  void knowsNoUploadByAnEmptyId() {
    assertThat(Refusal.of(() -> UploadId.in(QueryParameters.parse("uploadId="))))
        .isEqualTo(
            new Refusal(
                "NoSuchUpload",
                "The specified multipart upload does not exist. The upload ID may be invalid, or"
                    + " the upload may have been aborted or completed.",
                Map.of("UploadId", "")));
  }

  @Test
  void knowsNoUploadByAnIdThatIsTooLongOrMissing() {
    String tooLong = "uploadId=" + "x".repeat(1025);

    assertThat(Refusal.of(() -> UploadId.in(QueryParameters.parse(tooLong))).code())
        .isEqualTo("NoSuchUpload");
    for (String raw : new String[] {"a%00", "%0Ab", "a%7F", "a%C2%85"}) {
      assertThat(Refusal.of(() -> UploadId.in(QueryParameters.parse("uploadId=" + raw))).code())
          .isEqualTo("NoSuchUpload");
    }
    assertThat(Refusal.of(() -> UploadId.in(QueryParameters.NONE)).details()).isEmpty();
    assertThat(S3Error.NO_SUCH_UPLOAD.status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', 0, 1000",
    "5, 10, 5, 10",
    "0, 0, 0, 0",
    "2147483647, 5000, 2147483647, 1000"
  })
  void readsWhichPartsToList(String marker, String most, int readMarker, int readMost) {
    HeaderList headers = new HeaderList();
    String query = "uploadId=x";
    if (!marker.isEmpty()) {
      query += "&part-number-marker=" + marker + "&max-parts=" + most;
      headers.add("x-amz-part-number-marker", marker).add("x-amz-max-parts", most);
    }

    assertThat(PartsAsked.of(QueryParameters.parse(query)))
        .isEqualTo(PartsAsked.of(headers))
        .isEqualTo(new PartsAsked(readMarker, readMost));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "x", "", "2147483648", "99999999999999999999", "1.5"})
  void refusesWhatIsNoCountOfParts(String value) {
    for (String name : new String[] {"max-parts", "part-number-marker"}) {
      assertThat(Refusal.of(() -> PartsAsked.of(QueryParameters.parse(name + "=" + value))))
          .isEqualTo(notANumber(name, value));
      assertThat(Refusal.of(() -> PartsAsked.of(HeaderList.of("x-amz-" + name, value))))
          .isEqualTo(notANumber("x-amz-" + name, value));
    }
  }

  private static Refusal notANumber(String name, String value) {
    return new Refusal(
        "InvalidArgument",
        "Argument " + name + " must be an integer between 0 and 2147483647",
        Map.of("ArgumentName", name, "ArgumentValue", value));
  }
}
