package io.sealgate.s3.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.crypto.multipart.ChecksumType;
import io.sealgate.s3.Refusal;
import io.sealgate.s3.body.ChecksumAlgorithm;
import io.sealgate.s3.body.ChecksumKind;
import io.sealgate.s3.body.ShownChecksum;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadDocumentsTest {

  private static final Owner OWNER = new Owner("123456789012", null);
  private static final ChecksumKind SHA256 =
      new ChecksumKind(ChecksumAlgorithm.SHA256, ChecksumType.COMPOSITE);

  @Test
  void readsTheUploadIdAndWritesWhatAwsWrites() {
    InitiateMultipartUploadResult result = new InitiateMultipartUploadResult("b", "k<", "u&1");
    assertThat(Xml.text(result.write()))
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <InitiateMultipartUploadResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">\
            <Bucket>b</Bucket><Key>k&lt;</Key><UploadId>u&amp;1</UploadId>\
            </InitiateMultipartUploadResult>\
            """);
    assertThat(InitiateMultipartUploadResult.parseUploadId(result.write())).isEqualTo("u&1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<InitiateMultipartUploadResult/>",
        "<InitiateMultipartUploadResult><UploadId/></InitiateMultipartUploadResult>",
        "<Other><UploadId>u</UploadId></Other>"
      })
  void needsAnUploadId(String document) {
    assertThat(
            Refusal.of(() -> InitiateMultipartUploadResult.parseUploadId(Xml.utf8(document)))
                .code())
        .isEqualTo("InternalError");
  }

  @Test
  void readsThePartsThatTheBackendLists() {
    ListPartsResult result =
        ListPartsResult.parse(
            Xml.utf8(
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <ListPartsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Bucket>b</Bucket>\
                <Key>k</Key><UploadId>u</UploadId><Initiator><ID>i</ID></Initiator>\
                <Owner><ID>i</ID></Owner><StorageClass>STANDARD</StorageClass>\
                <PartNumberMarker>1</PartNumberMarker><NextPartNumberMarker>7</NextPartNumberMarker>\
                <MaxParts>2</MaxParts><IsTruncated>true</IsTruncated>\
                <ChecksumAlgorithm></ChecksumAlgorithm>\
                <Part><PartNumber>2</PartNumber><LastModified>t2</LastModified>\
                <ETag>&quot;e2&quot;</ETag><Size>421</Size><ChecksumCRC32C>x</ChecksumCRC32C></Part>\
                <Part><Size>416</Size><ETag>e7</ETag><LastModified>t7</LastModified>\
                <PartNumber>7</PartNumber></Part></ListPartsResult>\
                """));
    assertThat(result)
        .isEqualTo(
            new ListPartsResult(
                new InitiateMultipartUploadResult("b", "k", "u"),
                new PartPage(1, 7, 2, true),
                "STANDARD",
                null,
                List.of(
                    new ListPartsResult.Part(2, "t2", "\"e2\"", 421, null),
                    new ListPartsResult.Part(7, "t7", "\"e7\"", 416, null))));
    assertThat(ListPartsResult.parse(result.write(OWNER))).isEqualTo(result);
  }

  @Test
  void writesPartsInPlaintextTerms() {
    ListPartsResult result =
        new ListPartsResult(
            new InitiateMultipartUploadResult("b", "k", "u"),
            new PartPage(0, 1, 1000, false),
            "STANDARD",
            SHA256,
            List.of(
                new ListPartsResult.Part(1, "t", "\"e\"", 5, new ShownChecksum(SHA256, "q6w="))));
    assertThat(Xml.text(result.write(OWNER)))
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <ListPartsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Bucket>b</Bucket>\
            <Key>k</Key><UploadId>u</UploadId><PartNumberMarker>0</PartNumberMarker>\
            <NextPartNumberMarker>1</NextPartNumberMarker><MaxParts>1000</MaxParts>\
            <IsTruncated>false</IsTruncated><Part><PartNumber>1</PartNumber>\
            <LastModified>t</LastModified><ETag>&quot;e&quot;</ETag><Size>5</Size>\
            <ChecksumSHA256>q6w=</ChecksumSHA256></Part>\
            <Initiator><ID>123456789012</ID></Initiator><Owner><ID>123456789012</ID></Owner>\
            <StorageClass>STANDARD</StorageClass><ChecksumAlgorithm>SHA256</ChecksumAlgorithm>\
            <ChecksumType>COMPOSITE</ChecksumType></ListPartsResult>\
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<Part><LastModified>t</LastModified><ETag>e</ETag><Size>1</Size></Part>",
        "<Part><PartNumber>1</PartNumber><LastModified>t</LastModified><Size>1</Size></Part>",
        "<Part><PartNumber>1</PartNumber><LastModified>t</LastModified><ETag>e</ETag></Part>",
        "<Part><PartNumber>1</PartNumber><LastModified>t</LastModified><ETag>e</ETag><Size>-1</Size></Part>",
        "<Part><PartNumber>-1</PartNumber><LastModified>t</LastModified><ETag>e</ETag><Size>1</Size></Part>",
        "<IsTruncated>maybe</IsTruncated>",
        "<MaxParts>x</MaxParts>"
      })
  void neverGuessesAtAMalformedPart(String child) {
    byte[] document = Xml.utf8("<ListPartsResult>" + child + "</ListPartsResult>");
    assertThat(Refusal.of(() -> ListPartsResult.parse(document)).code()).isEqualTo("InternalError");
  }

  @Test
  void rewritesAListingOfUploads() {
    ListMultipartUploadsResult result = ListMultipartUploadsResult.parse(Xml.utf8(UPLOADS));
    assertThat(result.uploads())
        .containsExactly(new ListedUpload("a b/\u00fc", "u1"), new ListedUpload("c", "u2"));
    assertThat(Xml.text(result.rewrite(Arrays.asList(SHA256, null), OWNER, false)))
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <ListMultipartUploadsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">\
            <Bucket>b</Bucket><KeyMarker>\u00fc</KeyMarker><UploadIdMarker>u0</UploadIdMarker>\
            <NextKeyMarker>c</NextKeyMarker><NextUploadIdMarker>u2</NextUploadIdMarker>\
            <Prefix> </Prefix><Delimiter>/</Delimiter><MaxUploads>2</MaxUploads>\
            <IsTruncated>true</IsTruncated>\
            <Upload><Key>a b/\u00fc</Key><UploadId>u1</UploadId>\
            <Initiator><ID>123456789012</ID></Initiator><Owner><ID>123456789012</ID></Owner>\
            <StorageClass>STANDARD</StorageClass><Initiated>t</Initiated>\
            <ChecksumAlgorithm>SHA256</ChecksumAlgorithm><ChecksumType>COMPOSITE</ChecksumType>\
            </Upload><Upload><Key>c</Key><UploadId>u2</UploadId></Upload>\
            <CommonPrefixes><Prefix>d e/</Prefix></CommonPrefixes><Novel></Novel>\
            </ListMultipartUploadsResult>\
            """);
    assertThat(Xml.text(result.rewrite(Arrays.asList(null, null), OWNER, true)))
        .contains("<Key>a%20b/%C3%BC</Key>", "<EncodingType>url</EncodingType>")
        .doesNotContain("CRC32C");
  }

  @Test
  void encodesKeysOfUploadsForAClientThatAsksForIt() {
    String backend =
        """
        <ListMultipartUploadsResult><Upload><Key>\u00fc +</Key><UploadId>u</UploadId></Upload>\
        </ListMultipartUploadsResult>\
        """;
    byte[] rewritten =
        ListMultipartUploadsResult.parse(Xml.utf8(backend))
            .rewrite(Arrays.asList((ChecksumKind) null), OWNER, true);
    assertThat(Xml.text(rewritten))
        .contains("<Key>%C3%BC%20%2B</Key>")
        .endsWith("<EncodingType>url</EncodingType></ListMultipartUploadsResult>");
  }

  @Test
  void needsAnAnswerForEveryUpload() {
    ListMultipartUploadsResult result = ListMultipartUploadsResult.parse(Xml.utf8(UPLOADS));
    assertThatThrownBy(() -> result.rewrite(List.of(), OWNER, false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static final String UPLOADS =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <ListMultipartUploadsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">\
      <Bucket>b</Bucket><KeyMarker>%C3%BC</KeyMarker><UploadIdMarker>u0</UploadIdMarker>\
      <NextKeyMarker>c</NextKeyMarker><NextUploadIdMarker>u2</NextUploadIdMarker>\
      <Prefix>%20</Prefix><Delimiter>%2F</Delimiter><EncodingType>url</EncodingType>\
      <MaxUploads>2</MaxUploads><IsTruncated>true</IsTruncated>\
      <Upload><Key>a%20b/%C3%BC</Key><UploadId>u1</UploadId>\
      <Initiator><ID>arn</ID><DisplayName>minio</DisplayName></Initiator>\
      <Owner><ID>x</ID></Owner><StorageClass>STANDARD</StorageClass><Initiated>t</Initiated>\
      <ChecksumAlgorithm>CRC32C</ChecksumAlgorithm><ChecksumType>COMPOSITE</ChecksumType></Upload>\
      <Upload><Key>c</Key><UploadId>u2</UploadId></Upload>\
      <CommonPrefixes><Prefix>d%20e/</Prefix></CommonPrefixes><Novel/>\
      </ListMultipartUploadsResult>\
      """;
}
