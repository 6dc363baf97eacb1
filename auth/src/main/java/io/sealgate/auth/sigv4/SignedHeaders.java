package io.sealgate.auth.sigv4;

import io.sealgate.auth.Headers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The headers that a signature covers, with their values in the request at hand; a header that is
 * listed but missing has an empty value.
 */
final class SignedHeaders {

  private final String list;
  private final String[] names;
  private final @Nullable String[] values;
  private @Nullable String unsignedPayloadHash;

  private SignedHeaders(String list, String[] names) {
    this.list = list;
    this.names = names;
    this.values = new @Nullable String[names.length];
  }

  /**
   * Finds the headers that a claim lists.
   *
   * @param bindsPayloadHash whether the caller holds {@link #unsignedPayloadHash} against the
   *     signature or refuses it
   * @throws RefusedException when the list is not sorted and in lower case, or when {@code host} or
   *     a present {@code x-amz-*} header is not in it
   */
  static SignedHeaders collect(AuthClaim claim, Headers headers, boolean bindsPayloadHash) {
    SignedHeaders signed = new SignedHeaders(claim.signedHeaders(), names(claim));
    List<String> unsigned = new ArrayList<>(0);
    if (signed.indexOf("host") < 0) {
      unsigned.add("host");
    }
    for (Map.Entry<String, String> line : headers) {
      String name = line.getKey();
      int index = signed.indexOf(name);
      if (index >= 0) {
        signed.values[index] = joined(signed.values[index], line.getValue());
      } else if (bindsPayloadHash && name.equalsIgnoreCase(PayloadClaim.NAME)) {
        signed.unsignedPayloadHash = joined(signed.unsignedPayloadHash, line.getValue());
      } else if (name.regionMatches(true, 0, AMZ_PREFIX, 0, AMZ_PREFIX.length())) {
        unsigned.add(name.toLowerCase(Locale.ROOT));
      }
    }
    if (!unsigned.isEmpty()) {
      throw notSigned(unsigned);
    }
    return signed;
  }

  /** The refusal of headers that should have been listed. */
  static RefusedException notSigned(List<String> names) {
    return new RefusedException(
        RefusalReason.HEADERS_NOT_SIGNED,
        "There were headers present in the request which were not signed",
        Map.of("HeadersNotSigned", String.join(", ", names)));
  }

  private static String joined(@Nullable String before, String value) {
    return before == null ? value : before.strip() + ',' + value.strip();
  }

  /** {@code x-amz-content-sha256}, where it is there and not listed; else null. */
  @Nullable String unsignedPayloadHash() {
    return unsignedPayloadHash;
  }

  /** The value of a signed header, repeated ones joined by commas; null when it is missing. */
  @Nullable String value(String name) {
    int index = indexOf(name);
    return index < 0 ? null : values[index];
  }

  /** Writes the header lines, the empty line and the list of names. */
  void appendTo(ByteText text) {
    append(text, false);
  }

  /** The same, fit to be shown: customers' encryption keys are left out. */
  void appendRedactedTo(ByteText text) {
    append(text, true);
  }

  private void append(ByteText text, boolean redacted) {
    for (int i = 0; i < names.length; i++) {
      text.append(names[i]).append(':');
      String value = values[i];
      if (redacted && names[i].endsWith(CUSTOMER_KEY_SUFFIX)) {
        text.append("[redacted]");
      } else if (value != null) {
        text.appendHeaderValue(value);
      }
      text.append('\n');
    }
    text.append('\n').append(list);
  }

  private int indexOf(String name) {
    return Arrays.binarySearch(names, name, String.CASE_INSENSITIVE_ORDER);
  }

  private static String[] names(AuthClaim claim) {
    String list = claim.signedHeaders();
    List<String> names = new ArrayList<>();
    String previous = "";
    int from = 0;
    while (from <= list.length()) {
      int semicolon = list.indexOf(';', from);
      int to = semicolon < 0 ? list.length() : semicolon;
      String name = list.substring(from, to);
      if (name.compareTo(previous) <= 0 || !isLowerCaseToken(name)) {
        throw claim.malformed("SignedHeaders must be sorted names in lower case, each once.");
      }
      names.add(name);
      previous = name;
      from = to + 1;
    }
    return names.toArray(String[]::new);
  }

  private static boolean isLowerCaseToken(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c <= ' ' || c >= 0x7f || c == ':' || c == ',' || (c >= 'A' && c <= 'Z')) {
        return false;
      }
    }
    return true;
  }

  private static final String AMZ_PREFIX = "x-amz-";
  private static final String CUSTOMER_KEY_SUFFIX = "server-side-encryption-customer-key";
}
