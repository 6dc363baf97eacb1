package io.sealgate.s3.xml;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.multipart.ChecksumType;
import io.sealgate.s3.Refusal;
import io.sealgate.s3.body.ChecksumAlgorithm;
import io.sealgate.s3.body.ChecksumKind;
import io.sealgate.s3.body.ShownChecksum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LateAnswerTest {

  private static final String ERROR =
      "<Error><Message>m</Message><Code>InternalError</Code><X><Code>y</Code></X></Error>";
  private static final ShownChecksum COMPOSITE =
      ShownChecksum.of(
          new ChecksumKind(ChecksumAlgorithm.CRC32, ChecksumType.COMPOSITE),
          Bytes.ofHex("cbf43926"),
          3);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<CompleteMultipartUploadResult><ETag>\"e-2\"</ETag></CompleteMultipartUploadResult>",
        "<CompleteMultipartUploadResult><ETag>&quot;e-2&quot;</ETag></CompleteMultipartUploadResult>",
        "<CompleteMultipartUploadResult><Key>k</Key><ETag>e-2</ETag><X><ETag/></X></CompleteMultipartUploadResult>",
        "  \r"
            + "\t<?xml"
            + " version='1.0'?><CompleteMultipartUploadResult><ETag>e-2</ETag></CompleteMultipartUploadResult>",
        "<?xml version='1.0'?>  \r"
            + " <CompleteMultipartUploadResult><ETag>e-2</ETag></CompleteMultipartUploadResult>"
      })
  void isTheETagOfTheCompletedObject(String document) {
    assertThat(CompleteMultipartUploadResult.parseETag(Xml.utf8(document)))
        .isEqualTo(new LateAnswer.Success<>("\"e-2\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {ERROR, " " + ERROR, "<?xml version=\"1.0\"?>   " + ERROR})
  void isAnErrorUnderStatus200(String document) {
    LateAnswer.Failure<Object> failure = new LateAnswer.Failure<>("InternalError");
    byte[] answer = Xml.utf8(document);
    assertThat(CompleteMultipartUploadResult.parseETag(answer)).isEqualTo(failure);
    assertThat(CopyObjectResult.parse(answer)).isEqualTo(failure);
    assertThat(CopyPartResult.parse(answer)).isEqualTo(failure);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "<Error/>",
        "<Error><Code/></Error>",
        "<CompleteMultipartUploadResult/>",
        "<CompleteMultipartUploadResult><ETag/></CompleteMultipartUploadResult>",
        "<CompleteMultipartUploadResult><ETag>e</ETag>",
        "<CompleteMultipartUploadResult><ETag>e</ETag></CompleteMultipartUploadResult><Error/>",
        "<CopyObjectResult><LastModified>t</LastModified></CopyObjectResult>",
        "<html/>"
      })
  void isNeverGuessedAt(String document) {
    byte[] answer = Xml.utf8(document);
    assertThat(Refusal.of(() -> CompleteMultipartUploadResult.parseETag(answer)).code())
        .isEqualTo("InternalError");
    assertThat(Refusal.of(() -> CopyObjectResult.parse(answer)).code()).isEqualTo("InternalError");
    assertThat(Refusal.of(() -> CopyPartResult.parse(answer)).code()).isEqualTo("InternalError");
  }

  @Test
  void isTheResultOfACopyWithoutTheBackendsChecksum() {
    String facts =
        "<LastModified>2026-01-01T00:00:00.000Z</LastModified><ETag>&quot;e&quot;</ETag>"
            + "<ChecksumCRC32>AAAAAA==</ChecksumCRC32><ChecksumType>FULL_OBJECT</ChecksumType>";
    assertThat(
            CopyObjectResult.parse(Xml.utf8("<CopyObjectResult>" + facts + "</CopyObjectResult>")))
        .isEqualTo(
            new LateAnswer.Success<>(
                new CopyObjectResult("\"e\"", "2026-01-01T00:00:00.000Z", null)));
    assertThat(CopyPartResult.parse(Xml.utf8("<CopyPartResult>" + facts + "</CopyPartResult>")))
        .isEqualTo(
            new LateAnswer.Success<>(
                new CopyPartResult("\"e\"", "2026-01-01T00:00:00.000Z", null)));
  }

  /** S3Proxy calls a part that was copied an object. */
  @Test
  void mayBearTheNameOfAnotherResult() {
    assertThat(
            CopyPartResult.parse(Xml.utf8("<CopyObjectResult><ETag>e</ETag></CopyObjectResult>")))
        .isEqualTo(new LateAnswer.Success<>(new CopyPartResult("\"e\"", null, null)));
    byte[] part = Xml.utf8("<CopyPartResult><ETag>e</ETag></CopyPartResult>");
    assertThat(Refusal.of(() -> CopyObjectResult.parse(part)).code()).isEqualTo("InternalError");
  }

  /** Not every store says when a part was copied. */
  @Test
  void needsNoTime() {
    assertThat(CopyPartResult.parse(Xml.utf8("<CopyPartResult><ETag>e</ETag></CopyPartResult>")))
        .isEqualTo(new LateAnswer.Success<>(new CopyPartResult("\"e\"", null, null)));
  }

  @Test
  void isWrittenInTheShapeOfAws() {
    assertThat(
            Xml.text(
                new CompleteMultipartUploadResult(
                        "https://h/b/k%20", "b", "k&", "\"e-3\"", COMPOSITE)
                    .write()))
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <CompleteMultipartUploadResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">\
            <Location>https://h/b/k%20</Location><Bucket>b</Bucket><Key>k&amp;</Key>\
            <ETag>&quot;e-3&quot;</ETag><ChecksumCRC32>y/Q5Jg==-3</ChecksumCRC32>\
            <ChecksumType>COMPOSITE</ChecksumType></CompleteMultipartUploadResult>\
            """);
    assertThat(Xml.text(new CopyObjectResult("\"e\"", "t", COMPOSITE).write()))
        .endsWith(
            "<ETag>&quot;e&quot;</ETag><LastModified>t</LastModified>"
                + "<ChecksumCRC32>y/Q5Jg==-3</ChecksumCRC32><ChecksumType>COMPOSITE</ChecksumType>"
                + "</CopyObjectResult>");
    assertThat(Xml.text(new CopyPartResult("\"e\"", "t", null).write()))
        .endsWith("<ETag>&quot;e&quot;</ETag><LastModified>t</LastModified></CopyPartResult>");
  }

  @Test
  void isReadBackAsItIsWritten() {
    CopyObjectResult object = new CopyObjectResult("\"<e>\"", "t", null);
    CopyPartResult part = new CopyPartResult("\"e\"", "t", null);
    assertThat(CopyObjectResult.parse(object.write())).isEqualTo(new LateAnswer.Success<>(object));
    assertThat(CopyPartResult.parse(part.write())).isEqualTo(new LateAnswer.Success<>(part));
    byte[] completed = new CompleteMultipartUploadResult("l", "b", "k", "\"e\"", null).write();
    assertThat(CompleteMultipartUploadResult.parseETag(completed))
        .isEqualTo(new LateAnswer.Success<>("\"e\""));
  }
}
