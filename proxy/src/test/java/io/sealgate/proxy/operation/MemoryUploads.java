package io.sealgate.proxy.operation;

import io.sealgate.auth.HeaderList;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.s3.multipart.ClaimedPart;
import io.sealgate.s3.route.CopySource;
import io.sealgate.s3.route.QueryParameters;
import io.sealgate.s3.xml.CompleteMultipartUpload;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The open uploads of a {@link MemoryStore}, as S3 and MinIO treat them. */
final class MemoryUploads {

  private static final HexFormat HEX = HexFormat.of();

  private final MemoryStore store;
  private final Map<String, Upload> open = new TreeMap<>();
  private int created;

  MemoryUploads(MemoryStore store) {
    this.store = store;
  }

  @SuppressWarnings("ArrayRecordComponent") // handed on, never changed
  private record Part(byte[] bytes, String eTag) {}

  private record Upload(String name, HeaderList headers, TreeMap<Integer, Part> parts) {}

  int count() {
    return open.size();
  }

  BackendResponse create(BackendRequest request) {
    String id = "upload-" + ++created + "/+";
    open.put(id, new Upload(MemoryStore.name(request), request.headers(), new TreeMap<>()));
    return xml(
        "<InitiateMultipartUploadResult><UploadId>"
            + id
            + "</UploadId></InitiateMultipartUploadResult>");
  }

  BackendResponse answer(BackendRequest request, QueryParameters query) {
    String id = Objects.requireNonNull(query.first("uploadId"));
    Upload upload = open.get(id);
    if (upload == null || !upload.name().equals(MemoryStore.name(request))) {
      return MemoryStore.error(404, "NoSuchUpload");
    }
    return switch (request.method()) {
      case "PUT" ->
          request.headers().contains(CopySource.HEADER)
              ? copy(upload, number(query, "partNumber", 0), request)
              : store(upload, number(query, "partNumber", 0), request);
      case "GET" -> list(upload, query);
      case "DELETE" -> {
        open.remove(id);
        yield MemoryStore.response(204, new HeaderList(), new byte[0]);
      }
      case "POST" -> complete(id, upload, request);
      default -> throw new AssertionError(request);
    };
  }

  BackendResponse listUploads(String bucket) {
    StringBuilder rows =
        new StringBuilder("<ListMultipartUploadsResult><Bucket>" + bucket + "</Bucket>");
    open.forEach((id, upload) ->
        rows.append("<Upload><Key>")
            .append(upload.name().substring(bucket.length() + 1))
            .append("</Key><UploadId>")
            .append(id)
            .append("</UploadId><Owner><ID>backend</ID></Owner></Upload>"));
    return xml(rows.append("</ListMultipartUploadsResult>").toString());
  }

  private static BackendResponse store(Upload upload, int number, BackendRequest request) {
    Part part = new Part(request.body(), HEX.formatHex(md5().digest(request.body())));
    upload.parts().put(number, part);
    return MemoryStore.response(200, HeaderList.of("ETag", '"' + part.eTag() + '"'), new byte[0]);
  }

  private BackendResponse copy(Upload upload, int number, BackendRequest request) {
    BackendResponse refused = store.unlessSourceIsThere(request);
    if (refused != null) {
      return refused;
    }
    byte[] bytes = store.source(request).bytes();
    String range = request.headers().first("x-amz-copy-source-range");
    if (range != null) {
      int dash = range.indexOf('-');
      bytes =
          Arrays.copyOfRange(
              bytes,
              Integer.parseInt(range.substring("bytes=".length(), dash)),
              Integer.parseInt(range.substring(dash + 1)) + 1);
    }
    Part part = new Part(bytes, HEX.formatHex(md5().digest(bytes)));
    upload.parts().put(number, part);
    return MemoryCopies.result("CopyPartResult", '"' + part.eTag() + '"');
  }

  private static BackendResponse list(Upload upload, QueryParameters query) {
    int limit = number(query, "max-parts", 1000);
    StringBuilder rows = new StringBuilder();
    int shown = 0;
    int last = 0;
    boolean truncated = false;
    for (Map.Entry<Integer, Part> part :
        upload.parts().tailMap(number(query, "part-number-marker", 0), false).entrySet()) {
      if (shown++ == limit) {
        truncated = true;
        break;
      }
      last = part.getKey();
      rows.append("<Part><PartNumber>")
          .append(last)
          .append("</PartNumber><LastModified>2026-11-22T12:00:00.000Z</LastModified><ETag>&quot;")
          .append(part.getValue().eTag())
          .append("&quot;</ETag><Size>")
          .append(part.getValue().bytes().length)
          .append("</Size></Part>");
    }
    return xml(
        "<ListPartsResult><NextPartNumberMarker>"
            + last
            + "</NextPartNumberMarker><IsTruncated>"
            + truncated
            + "</IsTruncated>"
            + rows
            + "</ListPartsResult>");
  }

  private BackendResponse complete(String id, Upload upload, BackendRequest request) {
    BackendResponse refused = store.unlessConditionsHold(request);
    if (refused != null) {
      return refused;
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    MessageDigest eTags = md5();
    int count = 0;
    for (ClaimedPart claimed : CompleteMultipartUpload.parse(request.body()).parts()) {
      Part part = upload.parts().get(claimed.number());
      if (part == null || !part.eTag().equals(claimed.eTag())) {
        return MemoryStore.error(400, "InvalidPart");
      }
      eTags.update(HEX.parseHex(part.eTag()));
      body.writeBytes(part.bytes());
      count++;
    }
    open.remove(id);
    String eTag = store.completedETag(HEX.formatHex(eTags.digest()) + "-" + count);
    store.put(upload.name(), upload.headers(), body.toByteArray(), '"' + eTag + '"');
    return xml(
        "<CompleteMultipartUploadResult><ETag>&quot;"
            + eTag
            + "&quot;</ETag></CompleteMultipartUploadResult>");
  }

  private static int number(QueryParameters query, String name, int unlessGiven) {
    String text = query.first(name);
    return text == null ? unlessGiven : Integer.parseInt(text);
  }

  private static BackendResponse xml(String document) {
    return MemoryStore.response(200, new HeaderList(), document.getBytes(StandardCharsets.UTF_8));
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
