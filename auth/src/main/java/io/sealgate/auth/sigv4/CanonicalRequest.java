package io.sealgate.auth.sigv4;

/**
 * A request in the one form that is hashed and signed (IAM user guide, "Create a canonical
 * request").
 *
 * @param method the method
 * @param path the path in its canonical form
 * @param query the parameters, of which the signature itself is left out
 * @param headers the headers that are signed
 * @param payload the last line: a hash, or what stands for one
 */
record CanonicalRequest(
    String method, String path, QueryParameters query, SignedHeaders headers, String payload) {

  /** The bytes to hash. */
  ByteText text() {
    ByteText text = start();
    headers.appendTo(text);
    return text.append('\n').append(payload);
  }

  /** The text to show to the client: the same, but for customers' encryption keys. */
  String redacted() {
    ByteText text = start();
    headers.appendRedactedTo(text);
    return text.append('\n').append(payload).toString();
  }

  private ByteText start() {
    ByteText text = new ByteText(INITIAL_BYTES);
    text.append(method).append('\n').append(path).append('\n');
    query.appendTo(text, "X-Amz-Signature");
    return text.append('\n');
  }

  private static final int INITIAL_BYTES = 1024;
}
