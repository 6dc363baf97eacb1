package io.sealgate.s3.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BucketDocumentsTest {

  @Test
  void hidesBucketsAndShowsAnotherOwner() {
    String backend =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <ListAllMyBucketsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">\
        <Owner><ID>02d6176db174dc93</ID><DisplayName>minio</DisplayName></Owner>\
        <Buckets><Bucket><Name>a</Name><CreationDate>2026-01-01T00:00:00.000Z</CreationDate>\
        <BucketRegion>eu-west-1</BucketRegion></Bucket>\
        <Bucket><Name>sealgate-system</Name><CreationDate>2026-01-01T00:00:00.000Z</CreationDate></Bucket>\
        <Bucket><CreationDate>2026-01-01T00:00:00.000Z</CreationDate><Name>b</Name></Bucket>\
        </Buckets><Prefix>&lt;</Prefix></ListAllMyBucketsResult>\
        """;
    byte[] rewritten =
        ListBucketsResult.rewrite(
            Xml.utf8(backend),
            name -> !name.equals("sealgate-system"),
            BucketsAsked.ALL,
            new Owner("123456789012", "app"));
    assertThat(Xml.text(rewritten))
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <ListAllMyBucketsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">\
            <Owner><ID>123456789012</ID><DisplayName>app</DisplayName></Owner>\
            <Buckets><Bucket><Name>a</Name><CreationDate>2026-01-01T00:00:00.000Z</CreationDate>\
            <BucketRegion>eu-west-1</BucketRegion></Bucket>\
            <Bucket><CreationDate>2026-01-01T00:00:00.000Z</CreationDate><Name>b</Name></Bucket>\
            </Buckets><Prefix>&lt;</Prefix></ListAllMyBucketsResult>\
            """);
  }

  @Test
  void neverShowsABucketWithoutName() {
    byte[] backend =
        Xml.utf8("<ListAllMyBucketsResult><Buckets><Bucket/></Buckets></ListAllMyBucketsResult>");
    S3Exception refusal =
        catchThrowableOfType(
            S3Exception.class,
            () ->
                ListBucketsResult.rewrite(
                    backend, name -> true, BucketsAsked.ALL, new Owner("1", null)));
    assertThat(refusal.error()).isEqualTo(S3Error.INTERNAL_ERROR);
  }

  @ParameterizedTest
  @CsvSource({"us-east-1, ''", "eu-west-1, eu-west-1"})
  void writesTheLocation(String region, String content) {
    var root = Xml.dom(BucketLocation.write(region)).getDocumentElement();
    assertThat(root.getLocalName()).isEqualTo("LocationConstraint");
    assertThat(root.getNamespaceURI()).isEqualTo("http://s3.amazonaws.com/doc/2006-03-01/");
    assertThat(root.getTextContent()).isEqualTo(content);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<CreateBucketConfiguration/>",
        "<CreateBucketConfiguration><LocationConstraint/></CreateBucketConfiguration>"
      })
  void readsAConfigurationWithoutLocation(String document) {
    assertThat(CreateBucketConfiguration.parse(Xml.utf8(document)).locationConstraint()).isNull();
  }

  @Test
  void readsTheConfigurationThatItWrites() {
    CreateBucketConfiguration configuration = new CreateBucketConfiguration("eu-west-1");
    assertThat(CreateBucketConfiguration.parse(configuration.write())).isEqualTo(configuration);
  }

  @ParameterizedTest
  @CsvSource({
    "<CreateBucketConfiguration><Other/></CreateBucketConfiguration>, MALFORMED_XML",
    "<Other/>, MALFORMED_XML",
    "<CreateBucketConfiguration><Tags><Tag/></Tags></CreateBucketConfiguration>, NOT_IMPLEMENTED",
    "<CreateBucketConfiguration><Bucket/></CreateBucketConfiguration>, NOT_IMPLEMENTED",
    "<CreateBucketConfiguration><Location/></CreateBucketConfiguration>, NOT_IMPLEMENTED",
  })
  void refusesWhatItWouldHaveToDrop(String document, S3Error error) {
    S3Exception refusal =
        catchThrowableOfType(
            S3Exception.class, () -> CreateBucketConfiguration.parse(Xml.utf8(document)));
    assertThat(refusal.error()).isEqualTo(error);
  }
}
