package io.sealgate.s3.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlEventsTest {

  private static final String BILLION_LAUGHS =
      """
      <?xml version="1.0"?>
      <!DOCTYPE lolz [
       <!ENTITY lol "lol">
       <!ENTITY lol1 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">
       <!ENTITY lol2 "&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;">
      ]>
      <Delete><Object><Key>&lol2;</Key></Object></Delete>
      """;

  @Test
  void refusesABillionLaughs() {
    assertThat(refusal(BILLION_LAUGHS).error()).isEqualTo(S3Error.MALFORMED_XML);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE Delete><Delete/>",
        "<!DOCTYPE Delete SYSTEM \"http://127.0.0.1:1/x.dtd\"><Delete/>",
        "<!DOCTYPE Delete [<!ENTITY e \"x\">]><Delete>&e;</Delete>",
        "<Delete>&undefined;</Delete>",
        "<Delete>",
        "<Delete></delete>",
        "<Delete/><Delete/>",
        "<Delete/>text",
        "<a:Delete/>",
        "<Delete a=\"1\" a=\"2\"/>",
        "<Delete>&#1;</Delete>",
        "<Delete>\u0001</Delete>",
        "",
        "text",
        "{}"
      })
  void refusesWhatIsNotAPlainDocument(String document) {
    assertThat(refusal(document).error()).isEqualTo(S3Error.MALFORMED_XML);
  }

  @Test
  void neverReadsAFileThatADocumentNames(@TempDir Path folder) throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "secret");
    String document =
        "<!DOCTYPE Delete [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]><Delete>&e;</Delete>";
    assertThat(refusal(document).error()).isEqualTo(S3Error.MALFORMED_XML);
  }

  @Test
  void refusesOtherEncodingsThanUtf8() {
    byte[] latin = "<Delete>\u00e9</Delete>".getBytes(StandardCharsets.ISO_8859_1);
    byte[] wide = "<Delete/>".getBytes(StandardCharsets.UTF_16);
    for (byte[] document : new byte[][] {latin, wide}) {
      assertThat(catchThrowableOfType(S3Exception.class, () -> walk(document)).error())
          .isEqualTo(S3Error.MALFORMED_XML);
    }
  }

  @Test
  void limitsSizeDepthAndCount() {
    refusal("<Delete>" + " ".repeat(1000) + "</Delete>");
    refusal("<a>".repeat(17) + "</a>".repeat(17));
    refusal("<Delete>" + "<a/>".repeat(60) + "</Delete>");
    refusal("<Delete>" + "<!---->".repeat(120) + "</Delete>");
    refusal("<Delete>" + "a<b/>".repeat(40) + "</Delete>");
    walk(Xml.utf8("<Delete>" + "a&amp;".repeat(120) + "</Delete>"));
    walk(Xml.utf8("<a>".repeat(16) + "</a>".repeat(16)));
  }

  @Test
  void readsPredefinedEntitiesReferencesCdataAndAByteOrderMark() {
    XmlEvents events =
        XmlEvents.ofClient(
            Xml.utf8(
                "\uFEFF<?xml version='1.0' encoding='UTF-8'?><!-- a"
                    + " --><K>&lt;a&amp;&#98;<![CDATA[<c>]]></K>"),
            1000,
            100);
    events.requireRoot("K");
    assertThat(events.readText()).isEqualTo("<a&b<c>");
    events.requireEnd();
  }

  /** Stores send it to keep a connection alive. */
  @Test
  void passesOverWhiteSpaceBeforeTheDeclaration() {
    for (String before : new String[] {" ", "\n\n \t\r\n", "\uFEFF  "}) {
      XmlEvents events =
          XmlEvents.ofBackend(Xml.utf8(before + "<?xml version='1.0'?> <K>k</K>"), 1000, 100);
      events.requireRoot("K");
      assertThat(events.readText()).isEqualTo("k");
      events.requireEnd();
    }
    assertThat(refusal(" \uFEFF<K/>").error()).isEqualTo(S3Error.MALFORMED_XML);
    assertThat(refusal("\u00a0<K/>").error()).isEqualTo(S3Error.MALFORMED_XML);
  }

  @Test
  void blamesTheBackendForItsDocuments() {
    assertThat(
            catchThrowableOfType(S3Exception.class, () -> ListObjectsResult.parse(Xml.utf8("<a>")))
                .error())
        .isEqualTo(S3Error.INTERNAL_ERROR);
  }

  @Test
  void copiesMarkupThatMeansTheSame() {
    String document =
        "<a:R xmlns:a=\"urn:a\" xmlns=\"urn:b\"><x a:t=\"1"
            + " &quot;&lt;&amp;\">t&amp;&lt;&gt;</x><y/></a:R>";
    XmlEvents events = XmlEvents.ofBackend(Xml.utf8(document), 1000, 100);
    XmlText out = XmlText.document(100);
    events.next();
    events.copyElement(out);
    events.requireEnd();
    assertThat(Xml.dom(out.bytes()).isEqualNode(Xml.dom(Xml.utf8(document)))).isTrue();
  }

  private static void walk(byte[] document) {
    XmlEvents events = XmlEvents.ofClient(document, 1000, 100);
    XmlEvents.Event event;
    do {
      event = events.next();
    } while (event != XmlEvents.Event.END_OF_DOCUMENT);
  }

  private static S3Exception refusal(String document) {
    S3Exception refusal = catchThrowableOfType(S3Exception.class, () -> walk(Xml.utf8(document)));
    assertThat(refusal).as(document).isNotNull();
    return refusal;
  }
}
