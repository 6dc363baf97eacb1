package io.sealgate.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

final class ErrorDocumentTest {

  @Test
  void holdsWhatAwsAnswersInItsOrder() {
    S3Exception error =
        new S3Exception(S3Error.INVALID_ARGUMENT, "Wrong.")
            .with("ArgumentName", "x-amz-acl")
            .with("ArgumentValue", "");

    assertThat(text(ErrorDocument.of(error, "/b/k", "4442587FB7D0A2F9", "host")))
        .isEqualTo(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<Error><Code>InvalidArgument</Code><Message>Wrong.</Message>"
                + "<ArgumentName>x-amz-acl</ArgumentName><ArgumentValue></ArgumentValue>"
                + "<Resource>/b/k</Resource><RequestId>4442587FB7D0A2F9</RequestId>"
                + "<HostId>host</HostId></Error>");
  }

  @Test
  void escapesWhateverAClientSentSoThatItComesBackAsText() throws Exception {
    String hostile = "</Resource><Code>Success</Code>&amp;\"'\r\n\tü€😀]]>";
    byte[] xml = ErrorDocument.of(new S3Exception(S3Error.NO_SUCH_KEY), hostile, "id", "host");

    Document document =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(xml));
    assertThat(document.getElementsByTagName("Code").getLength()).isOne();
    assertThat(document.getElementsByTagName("Resource").item(0).getTextContent())
        .isEqualTo(hostile);
  }

  @Test
  void replacesCharsThatXmlCannotHold() {
    String impossible = "a\u0000b\u001Fc\uD800d\uFFFFe";

    assertThat(text(ErrorDocument.of(new S3Exception(S3Error.NO_SUCH_KEY), impossible, "", "")))
        .contains("<Resource>a\uFFFDb\uFFFDc\uFFFDd\uFFFDe</Resource>");
  }

  private static String text(byte[] xml) {
    return new String(xml, StandardCharsets.UTF_8);
  }
}
