package io.sealgate.s3.headers;

import io.sealgate.auth.HeaderList;
import io.sealgate.auth.Headers;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.S3Operation;
import io.sealgate.s3.body.ContentEncoding;
import io.sealgate.s3.headers.RequestHeader.Fate;
import io.sealgate.s3.headers.RequestHeader.Otherwise;
import java.util.Map;

/** Which headers a request may have, and which of them the backend is to see. */
public final class RequestHeaders {

  private static final String AMAZON_PREFIX = "x-amz-";

  /** Stores' own headers change what a request does as much as Amazon's. */
  private static final String MINIO_PREFIX = "x-minio-";

  private static final String CONTENT_ENCODING = "Content-Encoding";

  private RequestHeaders() {}

  /**
   * Refuses a request with a header that the operation does not know, one that is given twice and
   * is no list, metadata that is reserved or too long.
   *
   * @param operation a served operation
   * @param headers of the request
   * @throws S3Exception NotImplemented, which names the header; InvalidArgument; MetadataTooLarge
   */
  public static void check(S3Operation operation, Headers headers) {
    long[] seen = new long[2];
    long metadataBytes = 0;
    for (Map.Entry<String, String> line : headers) {
      String name = line.getKey();
      RequestHeader row = RequestHeaderTable.row(name);
      if (row != null) {
        requireKnown(row, operation, name);
        long bit = 1L << row.index();
        int word = row.index() / Long.SIZE;
        if ((seen[word] & bit) != 0 && !row.repeatable()) {
          throw givenTwice(name);
        }
        seen[word] |= bit;
      } else if (UserMetadata.isEntry(name) && describes(operation)) {
        UserMetadata.requireFree(name);
        metadataBytes += UserMetadata.lengthBytes(name, line.getValue());
      } else if (startsWith(name, AMAZON_PREFIX) || startsWith(name, MINIO_PREFIX)) {
        throw notImplemented(name, operation);
      }
    }
    UserMetadata.requireWithinLimit(metadataBytes);
  }

  /**
   * The lines that go to the backend as the client sent them: what an object is stored with, ACLs,
   * user metadata. Content-Encoding loses {@code aws-chunked}, which was about the transfer.
   *
   * @param operation a served operation
   * @param headers of a request that {@link #check} accepted
   * @return a new list
   */
  public static HeaderList forwarded(S3Operation operation, Headers headers) {
    HeaderList forwarded = new HeaderList();
    for (Map.Entry<String, String> line : headers) {
      String name = line.getKey();
      RequestHeader row = RequestHeaderTable.row(name);
      if (row == null) {
        if (UserMetadata.isEntry(name) && describes(operation)) {
          forwarded.add(name, line.getValue());
        }
      } else if (row.fate() == Fate.FORWARDED
          && row.operations().contains(operation)
          && !name.equalsIgnoreCase(CONTENT_ENCODING)) {
        forwarded.add(name, line.getValue());
      }
    }
    String encoding = describes(operation) ? ContentEncoding.stored(headers) : null;
    if (encoding != null && !encoding.isEmpty()) {
      forwarded.add(CONTENT_ENCODING, encoding);
    }
    return forwarded;
  }

  private static boolean describes(S3Operation operation) {
    return RequestHeaderTable.DESCRIBING.contains(operation);
  }

  private static void requireKnown(RequestHeader row, S3Operation operation, String name) {
    if (row.otherwise() == Otherwise.REFUSED && !row.operations().contains(operation)) {
      throw notImplemented(name, operation);
    }
  }

  private static S3Exception givenTwice(String name) {
    return new S3Exception(S3Error.INVALID_ARGUMENT, "A header is given more than once.")
        .with("ArgumentName", name);
  }

  private static S3Exception notImplemented(String name, S3Operation operation) {
    return new S3Exception(
            S3Error.NOT_IMPLEMENTED,
            "The header '" + name + "' is not implemented for " + operation.operationName() + ".")
        .with("Header", name);
  }

  static boolean startsWith(String name, String prefix) {
    return name.regionMatches(true, 0, prefix, 0, prefix.length());
  }
}
