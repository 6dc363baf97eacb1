package io.sealgate.s3.xml;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.auth.HeaderList;
import io.sealgate.crypto.multipart.ChecksumType;
import io.sealgate.s3.Refusal;
import io.sealgate.s3.body.ChecksumAlgorithm;
import io.sealgate.s3.body.ChecksumKind;
import io.sealgate.s3.body.ShownChecksum;
import io.sealgate.s3.xml.GetObjectAttributesResponse.Part;
import io.sealgate.s3.xml.GetObjectAttributesResponse.Parts;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectDocumentsTest {

  private static final ShownChecksum CHECKSUM =
      new ShownChecksum(new ChecksumKind(ChecksumAlgorithm.SHA1, ChecksumType.COMPOSITE), "q6w=-3");
  private static final List<Part> THREE =
      List.of(new Part(2, 5, CHECKSUM), new Part(3, 6, null), new Part(9, 0, CHECKSUM));

  @Test
  void showsEveryAttributeThatIsAskedFor() {
    GetObjectAttributesResponse response =
        new GetObjectAttributesResponse(
            "\"e-3\"",
            CHECKSUM,
            new Parts(3, PartPage.cut(THREE, Part::number, 2, 1)),
            "STANDARD",
            11);
    assertThat(Xml.text(response.write(EnumSet.allOf(ObjectAttribute.class))))
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <GetObjectAttributesResponse xmlns="http://s3.amazonaws.com/doc/2006-03-01/">\
            <ETag>e-3</ETag><Checksum><ChecksumSHA1>q6w=-3</ChecksumSHA1>\
            <ChecksumType>COMPOSITE</ChecksumType></Checksum>\
            <ObjectParts><PartsCount>3</PartsCount><PartNumberMarker>2</PartNumberMarker>\
            <NextPartNumberMarker>3</NextPartNumberMarker><MaxParts>1</MaxParts>\
            <IsTruncated>true</IsTruncated>\
            <Part><PartNumber>3</PartNumber><Size>6</Size></Part></ObjectParts>\
            <StorageClass>STANDARD</StorageClass><ObjectSize>11</ObjectSize>\
            </GetObjectAttributesResponse>\
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "ETAG, <ETag>e-3</ETag>",
    "CHECKSUM, ''",
    "OBJECT_PARTS, <ObjectParts><PartsCount>3</PartsCount></ObjectParts>",
    "STORAGE_CLASS, <StorageClass>GLACIER</StorageClass>",
    "OBJECT_SIZE, <ObjectSize>0</ObjectSize>"
  })
  void showsNothingElse(ObjectAttribute attribute, String content) {
    GetObjectAttributesResponse response =
        new GetObjectAttributesResponse("\"e-3\"", null, new Parts(3, null), "GLACIER", 0);
    assertThat(Xml.text(response.write(EnumSet.of(attribute))))
        .endsWith("2006-03-01/\">" + content + "</GetObjectAttributesResponse>");
  }

  @Test
  void showsNoPartsOfAnObjectThatHasNone() {
    GetObjectAttributesResponse response =
        new GetObjectAttributesResponse("\"e\"", null, null, "STANDARD", 5);
    assertThat(Xml.text(response.write(EnumSet.of(ObjectAttribute.OBJECT_PARTS))))
        .doesNotContain("ObjectParts>");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1000, 9, 3, false",
    "0, 3, 9, 3, false",
    "0, 2, 3, 2, true",
    "2, 1, 3, 1, true",
    "3, 1, 9, 1, false",
    "9, 10, 0, 0, false",
    "10000, 10, 0, 0, false",
    "0, 0, 0, 0, true"
  })
  void cutsPagesOfParts(int marker, int maxParts, int nextMarker, int count, boolean truncated) {
    PartPage.Cut<Part> cut = PartPage.cut(THREE, Part::number, marker, maxParts);
    assertThat(cut.page()).isEqualTo(new PartPage(marker, nextMarker, maxParts, truncated));
    assertThat(cut.parts()).hasSize(count);
  }

  @Test
  void neverListsMoreThanAThousandParts() {
    List<Integer> numbers = IntStream.rangeClosed(1, 1001).boxed().toList();
    PartPage.Cut<Integer> cut = PartPage.cut(numbers, number -> number, 0, 5000);
    assertThat(cut.page()).isEqualTo(new PartPage(0, 1000, 1000, true));
  }

  @Test
  void readsTheAttributesInOneLineOrSeveral() {
    assertThat(
            ObjectAttribute.asked(
                HeaderList.of(
                    "X-Amz-Object-Attributes", "ETag, Checksum",
                    "x-amz-object-attributes", "ObjectSize,ETag")))
        .containsExactlyInAnyOrder(
            ObjectAttribute.ETAG, ObjectAttribute.CHECKSUM, ObjectAttribute.OBJECT_SIZE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "etag", "ETag,", "ETag,Other"})
  void refusesAttributesThatS3DoesNotKnow(String value) {
    assertThat(
            Refusal.of(() -> ObjectAttribute.asked(HeaderList.of("x-amz-object-attributes", value)))
                .message())
        .isEqualTo("Invalid attribute name specified.");
    assertThat(Refusal.of(() -> ObjectAttribute.asked(new HeaderList())).code())
        .isEqualTo("InvalidArgument");
  }

  @Test
  void readsTheEncryptionToChangeTo() {
    assertThat(
            encryption(
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <ObjectEncryption xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
                  <SSE-KMS><KMSKeyArn> arn:aws:kms:r:1:key/k </KMSKeyArn>
                    <BucketKeyEnabled>true</BucketKeyEnabled></SSE-KMS>
                </ObjectEncryption>
                """))
        .isEqualTo(new ObjectEncryption("arn:aws:kms:r:1:key/k", true));
    assertThat(
            encryption(
                "<ObjectEncryption><SSE-KMS><KMSKeyArn>k</KMSKeyArn></SSE-KMS></ObjectEncryption>"))
        .isEqualTo(new ObjectEncryption("k", false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<ObjectEncryption/>",
        "<ObjectEncryption><SSE-S3/></ObjectEncryption>",
        "<ObjectEncryption><SSE-KMS/></ObjectEncryption>",
        "<ObjectEncryption><SSE-KMS><KMSKeyArn/></SSE-KMS></ObjectEncryption>",
        "<ObjectEncryption><SSE-KMS><KMSKeyArn>k</KMSKeyArn><X/></SSE-KMS></ObjectEncryption>",
        "<ObjectEncryption><SSE-KMS><KMSKeyArn>k</KMSKeyArn><BucketKeyEnabled>yes</BucketKeyEnabled></SSE-KMS></ObjectEncryption>",
        "<ObjectEncryption><SSE-KMS><KMSKeyArn>k</KMSKeyArn></SSE-KMS><SSE-KMS><KMSKeyArn>l</KMSKeyArn></SSE-KMS></ObjectEncryption>"
      })
  void refusesEncryptionThatTheSchemaDoesNotHave(String document) {
    assertThat(Refusal.of(() -> encryption(document)).code()).isEqualTo("MalformedXML");
  }

  private static ObjectEncryption encryption(String document) {
    return ObjectEncryption.parse(Xml.utf8(document));
  }
}
