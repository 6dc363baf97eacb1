package io.sealgate.s3.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sealgate.crypto.multipart.ChecksumType;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.body.ChecksumAlgorithm;
import io.sealgate.s3.body.ChecksumKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListObjectsResultTest {

  private static final Owner OWNER = new Owner("123456789012", null);

  private static final String SECOND_VERSION =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>b</Name>\
      <Prefix>p%2F</Prefix><Delimiter>%2F</Delimiter><KeyCount>3</KeyCount><MaxKeys>2</MaxKeys>\
      <IsTruncated>true</IsTruncated><EncodingType>url</EncodingType>\
      <NextContinuationToken>t%2F</NextContinuationToken>\
      <Contents><Key>p/a%20b%2Bc+d</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified>\
      <ETag>&quot;0f&quot;</ETag><ChecksumAlgorithm>CRC32C</ChecksumAlgorithm>\
      <ChecksumType>FULL_OBJECT</ChecksumType><Size>421</Size><StorageClass>STANDARD</StorageClass>\
      <UserMetadata><X-Amz-Meta-Sealgate>U0cxRQ</X-Amz-Meta-Sealgate>\
      <content-type>text/plain</content-type></UserMetadata><UserTags>a=b</UserTags>\
      <Internal><K>8</K><M>4</M></Internal></Contents>\
      <Contents><Key>p/plain</Key><Size>7</Size><ETag>&quot;1f&quot;</ETag>\
      <ChecksumAlgorithm>SHA1</ChecksumAlgorithm></Contents>\
      <CommonPrefixes><Prefix>p/q+r/</Prefix></CommonPrefixes><Novel a="1"><X/></Novel>\
      </ListBucketResult>\
      """;

  @Test
  void readsTheRowsWithKeysDecoded() {
    ListObjectsResult result = ListObjectsResult.parse(Xml.utf8(SECOND_VERSION));
    assertThat(result.objects())
        .containsExactly(
            new ListedObject(
                "p/a b+c d",
                null,
                "\"0f\"",
                421,
                "2026-01-01T00:00:00.000Z",
                Map.of("x-amz-meta-sealgate", "U0cxRQ", "content-type", "text/plain")),
            new ListedObject("p/plain", null, "\"1f\"", 7, null, Map.of()));
    assertThat(result.truncated()).isTrue();
    assertThat(result.nextContinuationToken()).isEqualTo("t%2F");
  }

  @Test
  void replacesWhatTheClientMayNotSeeAndCopiesTheRest() {
    byte[] rewritten =
        ListObjectsResult.parse(Xml.utf8(SECOND_VERSION))
            .rewrite(
                Arrays.asList(
                    new PlaintextRow(
                        5,
                        "\"ab\"",
                        new ChecksumKind(ChecksumAlgorithm.CRC32, ChecksumType.COMPOSITE)),
                    null),
                OWNER,
                false);
    assertThat(Xml.text(rewritten))
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>b</Name>\
            <Prefix>p/</Prefix><Delimiter>/</Delimiter><KeyCount>3</KeyCount><MaxKeys>2</MaxKeys>\
            <IsTruncated>true</IsTruncated>\
            <NextContinuationToken>t%2F</NextContinuationToken>\
            <Contents><Key>p/a b+c d</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified>\
            <ETag>&quot;ab&quot;</ETag><Size>5</Size><StorageClass>STANDARD</StorageClass>\
            <ChecksumAlgorithm>CRC32</ChecksumAlgorithm><ChecksumType>COMPOSITE</ChecksumType>\
            </Contents>\
            <Contents><Key>p/plain</Key><Size>7</Size><ETag>&quot;1f&quot;</ETag>\
            <ChecksumAlgorithm>SHA1</ChecksumAlgorithm></Contents>\
            <CommonPrefixes><Prefix>p/q r/</Prefix></CommonPrefixes><Novel a="1"><X></X></Novel>\
            </ListBucketResult>\
            """);
  }

  @Test
  void keepsTheEncodingAndTheEtagWhereAsked() {
    byte[] rewritten =
        ListObjectsResult.parse(Xml.utf8(SECOND_VERSION))
            .rewrite(Arrays.asList(new PlaintextRow(5, null, null), null), OWNER, true);
    assertThat(Xml.text(rewritten))
        .contains("<Key>p/a%20b%2Bc+d</Key>", "<EncodingType>url</EncodingType>")
        .contains("<ETag>&quot;0f&quot;</ETag><Size>5</Size>")
        .doesNotContain("CRC32C");
  }

  @Test
  void encodesKeysForAClientThatAsksForItWhereTheBackendDidNot() {
    String backend =
        """
        <ListBucketResult><Marker>\u00fc</Marker><Contents><Key>a b/\u20ac+</Key><Size>0</Size>\
        </Contents></ListBucketResult>\
        """;
    byte[] rewritten =
        ListObjectsResult.parse(Xml.utf8(backend))
            .rewrite(Arrays.asList((PlaintextRow) null), OWNER, true);
    assertThat(Xml.text(rewritten))
        .contains("<Marker>%C3%BC</Marker>", "<Key>a%20b/%E2%82%AC%2B</Key>")
        .endsWith("<EncodingType>url</EncodingType></ListBucketResult>");
  }

  @Test
  void writesControlCharactersAsAwsDoes() {
    String backend =
        """
        <ListBucketResult><EncodingType>url</EncodingType><Contents><Key>a%01%0D</Key>\
        <Size>0</Size></Contents></ListBucketResult>\
        """;
    byte[] rewritten =
        ListObjectsResult.parse(Xml.utf8(backend))
            .rewrite(Arrays.asList((PlaintextRow) null), OWNER, false);
    assertThat(Xml.text(rewritten)).contains("<Key>a&#x1;&#xd;</Key>");
  }

  @Test
  void rewritesAListingOfVersions() {
    String backend =
        """
        <ListVersionsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">\
        <EncodingType>url</EncodingType><KeyMarker>%C3%BC</KeyMarker><VersionIdMarker/>\
        <DeleteMarker><Key>%C3%BC</Key><VersionId>v3</VersionId></DeleteMarker>\
        <Version><Key>%C3%BC</Key><VersionId>v2</VersionId><Size>416</Size></Version>\
        <Version><Key>%C3%BC</Key><VersionId>v1</VersionId><Size>417</Size></Version>\
        </ListVersionsResult>\
        """;
    ListObjectsResult result = ListObjectsResult.parse(Xml.utf8(backend));
    assertThat(result.objects()).extracting(ListedObject::versionId).containsExactly("v2", "v1");
    assertThat(
            Xml.text(
                result.rewrite(
                    List.of(new PlaintextRow(0, null, null), new PlaintextRow(1, null, null)),
                    OWNER,
                    false)))
        .contains("<DeleteMarker><Key>\u00fc</Key><VersionId>v3</VersionId></DeleteMarker>")
        .contains("<Version><Key>\u00fc</Key><VersionId>v2</VersionId><Size>0</Size></Version>")
        .contains("<Version><Key>\u00fc</Key><VersionId>v1</VersionId><Size>1</Size></Version>");
  }

  /** As AWS and MinIO answer; what is not a size, an ETag, an owner or a checksum stays. */
  @Test
  void keepsEverythingElseOfAVersion() {
    String backend =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <ListVersionsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>b</Name>\
        <Prefix></Prefix><KeyMarker></KeyMarker><VersionIdMarker></VersionIdMarker>\
        <NextKeyMarker>k</NextKeyMarker><NextVersionIdMarker>v1</NextVersionIdMarker>\
        <MaxKeys>3</MaxKeys><IsTruncated>true</IsTruncated>\
        <DeleteMarker><Key>k</Key><LastModified>t3</LastModified><Owner><ID>123456789012</ID></Owner>\
        <VersionId>v3</VersionId><IsLatest>true</IsLatest></DeleteMarker>\
        <Version><Key>k</Key><LastModified>t2</LastModified><ETag>&quot;e2-2&quot;</ETag>\
        <Size>2421</Size><StorageClass>STANDARD</StorageClass><Owner><ID>123456789012</ID></Owner>\
        <VersionId>v2</VersionId><IsLatest>false</IsLatest></Version>\
        <Version><Key>k</Key><LastModified>t1</LastModified><ETag>&quot;e1&quot;</ETag>\
        <Size>5</Size><StorageClass>STANDARD</StorageClass>\
        <VersionId>null</VersionId><IsLatest>false</IsLatest></Version>\
        </ListVersionsResult>\
        """;
    ListObjectsResult result = ListObjectsResult.parse(Xml.utf8(backend));
    assertThat(result.objects())
        .containsExactly(
            new ListedObject("k", "v2", "\"e2-2\"", 2421, "t2", Map.of()),
            new ListedObject("k", "null", "\"e1\"", 5, "t1", Map.of()));
    assertThat(Xml.text(result.rewrite(Arrays.asList(null, null), OWNER, false)))
        .isEqualTo(backend);
    assertThat(
            Xml.text(
                result.rewrite(
                    Arrays.asList(new PlaintextRow(2005, "\"m-2\"", null), null), OWNER, false)))
        .isEqualTo(
            backend
                .replace("&quot;e2-2&quot;", "&quot;m-2&quot;")
                .replace("<Size>2421</Size>", "<Size>2005</Size>"));
  }

  /** The backend knows Sealgate only, whose name there is nobody's business. */
  @Test
  void showsTheClientAsTheOwnerOfEveryRow() {
    String backend =
        """
        <ListVersionsResult><Version><Key>k</Key><ETag>"e"</ETag><Size>5</Size><Owner>\
        <ID>02d6176db174</ID><DisplayName>minio</DisplayName></Owner></Version><DeleteMarker>\
        <Key>k</Key><Owner><ID>02d6176db174</ID><DisplayName>minio</DisplayName></Owner>\
        </DeleteMarker></ListVersionsResult>\
        """;
    assertThat(
            Xml.text(
                ListObjectsResult.parse(Xml.utf8(backend))
                    .rewrite(List.of(new PlaintextRow(1, null, null)), OWNER, false)))
        .contains("<Size>1</Size><Owner><ID>123456789012</ID></Owner></Version>")
        .contains("<Key>k</Key><Owner><ID>123456789012</ID></Owner></DeleteMarker>")
        .doesNotContain("minio");
  }

  @Test
  void givesBackAnEmptyListingUnchanged() {
    String backend =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>b</Name>\
        <IsTruncated>false</IsTruncated></ListBucketResult>\
        """;
    assertThat(
            Xml.text(ListObjectsResult.parse(Xml.utf8(backend)).rewrite(List.of(), OWNER, false)))
        .isEqualTo(backend);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<Other/>",
        "<ListBucketResult><Contents><Size>1</Size></Contents></ListBucketResult>",
        "<ListBucketResult><Contents><Key>a</Key></Contents></ListBucketResult>",
        "<ListBucketResult><Contents><Key>a</Key><Size>x</Size></Contents></ListBucketResult>",
        "<ListBucketResult><Contents><Key>a</Key><Size>-1</Size></Contents></ListBucketResult>",
        "<ListBucketResult><EncodingType>url</EncodingType><Contents><Key>%</Key><Size>1</Size>"
            + "</Contents></ListBucketResult>"
      })
  void neverGuessesAtAMalformedListing(String document) {
    assertThat(
            catchThrowableOfType(
                    S3Exception.class, () -> ListObjectsResult.parse(Xml.utf8(document)))
                .error())
        .isEqualTo(S3Error.INTERNAL_ERROR);
  }

  @Test
  void needsAnAnswerForEveryRow() {
    ListObjectsResult result = ListObjectsResult.parse(Xml.utf8(SECOND_VERSION));
    assertThatThrownBy(() -> result.rewrite(List.of(), OWNER, false))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
