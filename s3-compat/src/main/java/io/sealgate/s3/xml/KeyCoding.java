package io.sealgate.s3.xml;

import io.sealgate.s3.S3Exception;
import io.sealgate.s3.route.PercentEncoding;

/**
 * How keys are written in a listing by the backend and for the client: as they are, or with
 * encoding-type=url.
 *
 * @param fromUrl whether the backend encoded them
 * @param toUrl whether the client wants them encoded
 */
record KeyCoding(boolean fromUrl, boolean toUrl) {

  /**
   * Writes a key, prefix or marker as the client wants it.
   *
   * @param text as the backend wrote it
   * @param events the document it stands in, to refuse it
   */
  String recode(String text, XmlEvents events) {
    if (fromUrl == toUrl) {
      return text;
    }
    if (toUrl) {
      return PercentEncoding.encodePath(text);
    }
    try {
      return PercentEncoding.decode(text, 0, text.length());
    } catch (S3Exception notEncoded) {
      throw events.refuse();
    }
  }
}
