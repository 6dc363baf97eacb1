package io.sealgate.crypto.multipart;

import io.sealgate.crypto.Base64Url;
import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.IntegrityException.Reason;
import io.sealgate.crypto.body.PartIdentity;

/**
 * The name of the empty object that holds a part note, below the upload's {@code notes/} (FORMAT
 * §4): {@code <number, 5 digits>-<backend ETag>/<base64url(note)>}, the last in segments of at most
 * 200 characters, because backends limit the length of a segment. Number and ETag let listings be
 * read without opening anything; {@link NoteSealer#open} verifies them.
 *
 * @param partNumber 1 to 10,000
 * @param backendETag the backend's ETag of the stored part, without quotes
 * @param sealed the note itself
 */
public record NoteName(int partNumber, String backendETag, Bytes sealed) {

  /** Backends with file names of 255 bytes add to them while they write: S3Proxy 37 characters. */
  private static final int SEGMENT_CHARACTERS = 200;

  private static final int NUMBER_DIGITS = 5;
  private static final int MAX_NAME_CHARACTERS = 4096;

  /**
   * Checks that number and ETag can stand in a name.
   *
   * @throws IllegalArgumentException when they cannot
   */
  public NoteName {
    if (partNumber < 1 || partNumber > PartIdentity.MAX_PART_NUMBER) {
      throw new IllegalArgumentException("part " + partNumber);
    }
    PartNote.requireNameable(backendETag);
  }

  static NoteName of(PartNote note, byte[] sealed) {
    return new NoteName(note.partNumber(), note.backendETag(), Bytes.copyOf(sealed));
  }

  /**
   * Reads a name that was listed.
   *
   * @param name what follows the upload's {@code notes/}
   * @throws IntegrityException ({@code NOTE}) when it is not in the one spelling of a note's name
   */
  public static NoteName parse(String name) {
    int slash = name.indexOf('/');
    if (name.length() > MAX_NAME_CHARACTERS
        || slash <= NUMBER_DIGITS
        || name.charAt(NUMBER_DIGITS) != '-') {
      throw malformed();
    }
    int number = 0;
    for (int i = 0; i < NUMBER_DIGITS; i++) {
      int digit = name.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw malformed();
      }
      number = number * 10 + digit;
    }
    byte[] sealed = Base64Url.decode(name.substring(slash + 1).replace("/", ""), Reason.NOTE);
    NoteName parsed;
    try {
      parsed = new NoteName(number, name.substring(NUMBER_DIGITS + 1, slash), Bytes.copyOf(sealed));
    } catch (IllegalArgumentException _) {
      throw malformed();
    }
    if (!parsed.text().equals(name)) {
      throw malformed();
    }
    return parsed;
  }

  /** What every name of a part's notes with that ETag starts with, to list them by. */
  public String prefix() {
    String digits = Integer.toString(partNumber);
    return "0".repeat(NUMBER_DIGITS - digits.length()) + digits + "-" + backendETag + "/";
  }

  /** The name below the upload's {@code notes/}. */
  public String text() {
    String spelled = Base64Url.encode(sealed.toArray());
    StringBuilder text = new StringBuilder(prefix());
    for (int start = 0; start < spelled.length(); start += SEGMENT_CHARACTERS) {
      if (start > 0) {
        text.append('/');
      }
      text.append(spelled, start, Math.min(spelled.length(), start + SEGMENT_CHARACTERS));
    }
    return text.toString();
  }

  private static IntegrityException malformed() {
    return new IntegrityException(Reason.NOTE, "has no note's name");
  }
}
