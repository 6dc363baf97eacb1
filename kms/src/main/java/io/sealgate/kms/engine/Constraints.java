package io.sealgate.kms.engine;

import io.sealgate.kms.KmsError;
import io.sealgate.kms.KmsException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The constraints that the API model puts on the members of one request: all of them are checked,
 * then one ValidationException names every violation in AWS's words.
 */
final class Constraints {

  private static final String NOT_NULL = "Member must not be null";

  private final StringBuilder violations = new StringBuilder();
  private int count;

  /** A key id, key ARN, alias name or alias ARN. */
  Constraints keyId(String member, @Nullable String value) {
    return value == null ? violated("null", member, NOT_NULL) : optionalKeyId(member, value);
  }

  /** As {@link #keyId}, or nothing. */
  Constraints optionalKeyId(String member, @Nullable String value) {
    if (value == null) {
      return this;
    }
    length(member, value, 1, Limits.MAX_KEY_ID_CHARACTERS);
    if (value.isEmpty() || !isAscii(value)) {
      violated(quoted(value), member, pattern("^\\p{ASCII}+$"));
    }
    return this;
  }

  /** The name of an alias, with its prefix. */
  Constraints aliasName(String member, @Nullable String value) {
    if (value == null) {
      return violated("null", member, NOT_NULL);
    }
    length(member, value, 1, Limits.MAX_ALIAS_CHARACTERS);
    if (!isAliasCharacters(value)) {
      violated(quoted(value), member, pattern("^[a-zA-Z0-9:/_-]+$"));
    }
    return this;
  }

  /** A text of so many characters, or nothing. */
  Constraints length(String member, @Nullable String value, int min, int max) {
    if (value != null && value.length() < min) {
      violated(quoted(value), member, atLeast("length", min));
    }
    if (value != null && value.length() > max) {
      violated(quoted(value), member, atMost("length", max));
    }
    return this;
  }

  /** One of the given words, or nothing. */
  Constraints oneOf(String member, @Nullable String value, List<String> words) {
    if (value != null && !words.contains(value)) {
      violated(quoted(value), member, "Member must satisfy enum value set: " + words);
    }
    return this;
  }

  /** A number in the range, or nothing. */
  Constraints range(String member, @Nullable Integer value, int min, int max) {
    if (value != null && value < min) {
      violated(quoted(value.toString()), member, atLeast("value", min));
    }
    if (value != null && value > max) {
      violated(quoted(value.toString()), member, atMost("value", max));
    }
    return this;
  }

  /** A value of whatever kind that must be there. */
  Constraints present(String member, @Nullable Object value) {
    return value == null ? violated("null", member, NOT_NULL) : this;
  }

  /** Bytes that are not secret, at least one. */
  Constraints blob(String member, byte @Nullable [] value, int maxBytes) {
    return value == null ? violated("null", member, NOT_NULL) : blobLength(member, value, maxBytes);
  }

  /**
   * Secret bytes, at least one: AWS never shows the value of such a member, not even a missing one.
   */
  Constraints secretBlob(String member, byte @Nullable [] value, int maxBytes) {
    return value == null ? violated(null, member, NOT_NULL) : blobLength(member, value, maxBytes);
  }

  /**
   * Ends the checks.
   *
   * @throws KmsException ValidationException if there was any violation
   */
  void verify() {
    if (count > 0) {
      String head = count == 1 ? "1 validation error" : count + " validation errors";
      throw new KmsException(KmsError.VALIDATION, head + " detected: " + violations);
    }
  }

  private Constraints blobLength(String member, byte[] value, int maxBytes) {
    if (value.length == 0) {
      violated(null, member, atLeast("length", 1));
    }
    if (value.length > maxBytes) {
      violated(null, member, atMost("length", maxBytes));
    }
    return this;
  }

  private Constraints violated(@Nullable String shown, String member, String constraint) {
    if (count++ > 0) {
      violations.append("; ");
    }
    violations.append("Value ");
    if (shown != null) {
      violations.append(shown).append(' ');
    }
    violations.append("at '").append(member).append("' failed to satisfy constraint: ");
    violations.append(constraint);
    return this;
  }

  private static String quoted(String value) {
    return "'" + value + "'";
  }

  private static String pattern(String regularExpression) {
    return "Member must satisfy regular expression pattern: " + regularExpression;
  }

  private static String atLeast(String what, int min) {
    return "Member must have " + what + " greater than or equal to " + min;
  }

  private static String atMost(String what, int max) {
    return "Member must have " + what + " less than or equal to " + max;
  }

  private static boolean isAscii(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) > 0x7f) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAliasCharacters(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean letterOrDigit =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letterOrDigit && c != ':' && c != '/' && c != '_' && c != '-') {
        return false;
      }
    }
    return !value.isEmpty();
  }
}
