package io.sealgate.proxy.operation;

import io.sealgate.auth.HeaderList;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.s3.headers.UserMetadata;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/** What a {@link MemoryStore} makes of copies and of the tags that they take over. */
final class MemoryCopies {

  private static final String TAGS = "x-amz-tagging";

  private static final Set<String> OF_THE_COPY =
      Set.of("x-amz-metadata-directive", "x-amz-tagging-directive");

  private MemoryCopies() {}

  /** What a copy is stored with: as on AWS tags follow one directive and metadata another. */
  static HeaderList described(BackendRequest request, MemoryStore.Item source) {
    if (!"REPLACE".equals(request.headers().first("x-amz-metadata-directive"))) {
      if (source.headers().contains(UserMetadata.ENVELOPE_HEADER)) {
        throw new AssertionError("a copy that would take over another object's envelope");
      }
      return source.headers();
    }
    boolean sourcesTags = !"REPLACE".equals(request.headers().first("x-amz-tagging-directive"));
    HeaderList described = new HeaderList();
    for (Map.Entry<String, String> line : request.headers()) {
      String name = line.getKey();
      if (!name.startsWith("x-amz-copy-source")
          && !OF_THE_COPY.contains(name)
          && !(sourcesTags && name.equals(TAGS))) {
        described.add(name, line.getValue());
      }
    }
    String tags = source.headers().first(TAGS);
    if (sourcesTags && tags != null) {
      described.set(TAGS, tags);
    }
    return described;
  }

  /** What a read says of an object: how many tags, not which. */
  static HeaderList shown(MemoryStore.Item item) {
    HeaderList shown = new HeaderList();
    for (Map.Entry<String, String> line : item.headers()) {
      if (line.getKey().equalsIgnoreCase(TAGS)) {
        shown.add("x-amz-tagging-count", Integer.toString(line.getValue().split("&", -1).length));
      } else {
        shown.add(line.getKey(), line.getValue());
      }
    }
    return shown;
  }

  /** The user metadata in a row of a listing that is asked for it. */
  static void appendMetadata(StringBuilder row, MemoryStore.Item item) {
    row.append("<UserMetadata>");
    for (Map.Entry<String, String> line : item.headers()) {
      String name = line.getKey();
      if (name.startsWith("x-amz-meta-")) {
        row.append('<').append(name).append('>').append(line.getValue());
        row.append("</").append(name).append('>');
      }
    }
    row.append("</UserMetadata>");
  }

  /** An object's tags. */
  static BackendResponse tags(MemoryStore.Item item) {
    StringBuilder document = new StringBuilder("<Tagging><TagSet>");
    String tags = item.headers().first(TAGS);
    if (tags != null) {
      for (String tag : tags.split("&", -1)) {
        int equals = tag.indexOf('=');
        document
            .append("<Tag><Key>")
            .append(tag, 0, equals)
            .append("</Key><Value>")
            .append(tag, equals + 1, tag.length())
            .append("</Value></Tag>");
      }
    }
    return xml(document.append("</TagSet></Tagging>").toString());
  }

  /** The answer to a copy of an object or part; like some stores it tells no time. */
  static BackendResponse result(String root, String eTag) {
    return xml("<" + root + "><ETag>" + eTag.replace("\"", "&quot;") + "</ETag></" + root + ">");
  }

  private static BackendResponse xml(String document) {
    return MemoryStore.response(200, new HeaderList(), document.getBytes(StandardCharsets.UTF_8));
  }
}
