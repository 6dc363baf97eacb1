package io.sealgate.s3.xml;

import io.sealgate.auth.Headers;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What GetObjectAttributes can tell (S3 API reference, {@code x-amz-object-attributes}). */
public enum ObjectAttribute {
  ETAG("ETag"),
  CHECKSUM("Checksum"),
  OBJECT_PARTS("ObjectParts"),
  STORAGE_CLASS("StorageClass"),
  OBJECT_SIZE("ObjectSize");

  private static final String HEADER = "x-amz-object-attributes";

  private final String name;

  ObjectAttribute(String name) {
    this.name = name;
  }

  /**
   * The attributes that a request asks for.
   *
   * @param headers the request's headers; the attributes stand in one line or several
   * @return one or more
   * @throws S3Exception InvalidArgument when there is none, or one that S3 does not know
   */
  public static Set<ObjectAttribute> asked(Headers headers) {
    Set<ObjectAttribute> asked = EnumSet.noneOf(ObjectAttribute.class);
    for (String line : headers.all(HEADER)) {
      int from = 0;
      while (from <= line.length()) {
        int comma = line.indexOf(',', from);
        int to = comma < 0 ? line.length() : comma;
        asked.add(named(line.substring(from, to).strip()));
        from = to + 1;
      }
    }
    if (asked.isEmpty()) {
      throw invalid("");
    }
    return asked;
  }

  private static ObjectAttribute named(String name) {
    ObjectAttribute attribute = find(name);
    if (attribute == null) {
      throw invalid(name);
    }
    return attribute;
  }

  private static @Nullable ObjectAttribute find(String name) {
    for (ObjectAttribute attribute : values()) {
      if (attribute.name.equals(name)) {
        return attribute;
      }
    }
    return null;
  }

  private static S3Exception invalid(String value) {
    return new S3Exception(S3Error.INVALID_ARGUMENT, "Invalid attribute name specified.")
        .with("ArgumentName", HEADER)
        .with("ArgumentValue", value);
  }
}
