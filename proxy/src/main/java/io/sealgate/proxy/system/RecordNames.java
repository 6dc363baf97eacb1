package io.sealgate.proxy.system;

import io.sealgate.crypto.envelope.RecordId;
import io.sealgate.s3.ETagText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where completion records lie: {@code completed/<id, hex>/<ETag, or a random name>}. */
final class RecordNames {

  private static final int MOST_ETAG_CHARACTERS = 128;

  private RecordNames() {}

  /** What the names of all records of that id start with. */
  static String folder(RecordId id) {
    return "completed/" + id.hex() + "/";
  }

  /** The name for an ETag, with or without quotes; empty when it cannot be part of a name. */
  static Optional<String> ofETag(RecordId id, @Nullable String eTag) {
    String name = eTag == null ? "" : ETagText.unquoted(eTag);
    if (name.isEmpty() || name.length() > MOST_ETAG_CHARACTERS) {
      return Optional.empty();
    }
    for (int i = 0; i < name.length(); i++) {
      if (!isNameable(name.charAt(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(folder(id) + name);
  }

  private static boolean isNameable(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
  }
}
