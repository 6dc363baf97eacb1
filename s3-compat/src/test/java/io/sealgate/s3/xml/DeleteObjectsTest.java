package io.sealgate.s3.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeleteObjectsTest {

  @Test
  void readsWhatAnSdkSends() {
    DeleteRequest request =
        parse(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <Delete xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
              <Object><Key>a b&amp;c/\u00fc</Key></Object>
              <Object><Key>d</Key><VersionId>v1</VersionId><ETag>"e"</ETag></Object>
              <Quiet>true</Quiet>
            </Delete>
            """);
    assertThat(request)
        .isEqualTo(
            new DeleteRequest(
                List.of(
                    new DeleteRequest.Target("a b&c/\u00fc", null, null),
                    new DeleteRequest.Target("d", "v1", "\"e\"")),
                true));
  }

  @Test
  void readsTheSameWithoutNamespace() {
    assertThat(parse("<Delete><Object><Key> d </Key></Object></Delete>").objects())
        .containsExactly(new DeleteRequest.Target(" d ", null, null));
  }

  @Test
  void readsWhatItWrites() {
    DeleteRequest request =
        new DeleteRequest(
            List.of(
                new DeleteRequest.Target("<&>\"'\r\n\t \u20ac\ud83d\ude00", "v", "\"e\""),
                new DeleteRequest.Target("b", null, null)),
            false);
    assertThat(DeleteRequest.parse(request.write())).isEqualTo(request);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<Delete/>",
        "<Delete><Quiet>true</Quiet></Delete>",
        "<Delete><Object/></Delete>",
        "<Delete><Object><Key/></Object></Delete>",
        "<Delete><Object><VersionId>v</VersionId></Object></Delete>",
        "<Delete><Object><Key>a</Key><Other/></Object></Delete>",
        "<Delete><Object><Key><a/></Key></Object></Delete>",
        "<Delete><Other/><Object><Key>a</Key></Object></Delete>",
        "<Delete>text<Object><Key>a</Key></Object></Delete>",
        "<Delete><Object><Key>a</Key></Object><Quiet>yes</Quiet></Delete>",
        "<Remove><Object><Key>a</Key></Object></Remove>"
      })
  void refusesWhatTheSchemaDoesNotHave(String document) {
    assertThat(refusal(document).error()).isEqualTo(S3Error.MALFORMED_XML);
  }

  @Test
  void acceptsAThousandObjectsAndNotOneMore() {
    String object = "<Object>\n<Key>k</Key>\n<VersionId>v</VersionId>\n</Object>\n";
    assertThat(parse("<Delete>" + object.repeat(1000) + "</Delete>").objects()).hasSize(1000);
    assertThat(refusal("<Delete>" + object.repeat(1001) + "</Delete>").error())
        .isEqualTo(S3Error.MALFORMED_XML);
  }

  /** Parsers hand a text out in pieces, one for each reference in it. */
  @ParameterizedTest
  @ValueSource(strings = {"&amp;a", "&quot;a", "&#x26;a", "<![CDATA[&]]>a"})
  void acceptsAThousandKeysFullOfReferences(String reference) {
    for (int count : new int[] {18, 500}) {
      String object = "<Object><Key>" + reference.repeat(count) + "</Key></Object>";
      assertThat(parse("<Delete>" + object.repeat(1000) + "</Delete>").objects())
          .hasSize(1000)
          .allMatch(target -> target.key().length() == 2 * count);
    }
  }

  @Test
  void acceptsTheLongestRequestAndTheLongestAnswerToIt() {
    String longest = "\"".repeat(1024);
    DeleteRequest request =
        new DeleteRequest(
            Collections.nCopies(
                1000, new DeleteRequest.Target(longest, "v".repeat(1024), "e".repeat(64))),
            false);
    assertThat(DeleteRequest.parse(request.write())).isEqualTo(request);
    DeleteResult deleted =
        new DeleteResult(
            Collections.nCopies(
                1000, new DeleteResult.Deleted(longest, "v".repeat(1024), true, "m".repeat(1024))),
            List.of());
    assertThat(DeleteResult.parse(deleted.write(false))).isEqualTo(deleted);
    DeleteResult failed =
        new DeleteResult(
            List.of(),
            Collections.nCopies(
                1000,
                new DeleteResult.Failed(
                    longest, "v".repeat(1024), "AccessDenied", "May not delete " + longest)));
    assertThat(DeleteResult.parse(failed.write(false))).isEqualTo(failed);
  }

  @Test
  void refusesABodyOverTheLimit() {
    String key = "k".repeat(DeleteRequest.LIMIT_BYTES);
    assertThat(refusal("<Delete><Object><Key>" + key + "</Key></Object></Delete>").error())
        .isEqualTo(S3Error.MALFORMED_XML);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<LastModifiedTime>x</LastModifiedTime>", "<Size>1</Size>"})
  void neverDropsACondition(String condition) {
    assertThat(refusal("<Delete><Object><Key>a</Key>" + condition + "</Object></Delete>").error())
        .isEqualTo(S3Error.NOT_IMPLEMENTED);
  }

  @Test
  void writesTheResultInTheShapeOfAws() {
    DeleteResult result =
        new DeleteResult(
            List.of(
                new DeleteResult.Deleted("a", null, false, null),
                new DeleteResult.Deleted("b", "v1", true, "v2")),
            List.of(new DeleteResult.Failed("c", null, "AccessDenied", "Access Denied")));
    assertThat(Xml.text(result.write(false)))
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <DeleteResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">\
            <Deleted><Key>a</Key></Deleted>\
            <Deleted><Key>b</Key><VersionId>v1</VersionId><DeleteMarker>true</DeleteMarker>\
            <DeleteMarkerVersionId>v2</DeleteMarkerVersionId></Deleted>\
            <Error><Key>c</Key><Code>AccessDenied</Code><Message>Access Denied</Message></Error>\
            </DeleteResult>\
            """);
    assertThat(Xml.text(result.write(true))).doesNotContain("<Deleted>").contains("<Error>");
    assertThat(DeleteResult.parse(result.write(false))).isEqualTo(result);
  }

  @Test
  void readsTheResultOfABackendWithElementsOfItsOwn() {
    DeleteResult result =
        DeleteResult.parse(
            Xml.utf8(
                "<DeleteResult><Deleted><Key>a</Key><VersionId></VersionId><X><Y/></X></Deleted>"
                    + "<Z/></DeleteResult>"));
    assertThat(result.deleted()).containsExactly(new DeleteResult.Deleted("a", null, false, null));
  }

  private static DeleteRequest parse(String document) {
    return DeleteRequest.parse(Xml.utf8(document));
  }

  private static S3Exception refusal(String document) {
    S3Exception refusal = catchThrowableOfType(S3Exception.class, () -> parse(document));
    assertThat(refusal).isNotNull();
    return refusal;
  }
}
