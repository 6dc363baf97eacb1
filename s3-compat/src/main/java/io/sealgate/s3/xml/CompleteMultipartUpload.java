package io.sealgate.s3.xml;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.body.DigestType;
import io.sealgate.crypto.body.Digests;
import io.sealgate.crypto.multipart.PartNote;
import io.sealgate.s3.ETagText;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.body.ChecksumAlgorithm;
import io.sealgate.s3.multipart.ClaimedPart;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The body of CompleteMultipartUpload (S3 API reference, "CompleteMultipartUpload").
 *
 * @param parts 1 to 10,000, their numbers ascending
 */
public record CompleteMultipartUpload(List<ClaimedPart> parts) {

  /** The longest body that is accepted. */
  public static final int LIMIT_BYTES = 8 << 20;

  private static final int MOST_PARTS = 10_000;
  private static final int MOST_EVENTS = 40 * MOST_PARTS;

  /** Copies the list. */
  public CompleteMultipartUpload {
    parts = List.copyOf(parts);
  }

  /**
   * What the backend is to complete.
   *
   * @param stored the notes of the parts, in ascending order
   */
  public static CompleteMultipartUpload ofStored(List<PartNote> stored) {
    List<ClaimedPart> parts = new ArrayList<>(stored.size());
    for (PartNote note : stored) {
      parts.add(new ClaimedPart(note.partNumber(), note.backendETag(), Digests.NONE));
    }
    return new CompleteMultipartUpload(parts);
  }

  /**
   * Reads a client's body.
   *
   * @throws S3Exception MalformedXML, also for no parts, more than 10,000 or an unknown element;
   *     InvalidArgument for an impossible number or checksum; InvalidPartOrder when the numbers do
   *     not ascend
   */
  public static CompleteMultipartUpload parse(byte[] document) {
    XmlEvents events = XmlEvents.ofClient(document, LIMIT_BYTES, MOST_EVENTS);
    events.requireRoot("CompleteMultipartUpload");
    List<ClaimedPart> parts = new ArrayList<>();
    while (events.nextChild()) {
      if (!events.name().equals("Part") || parts.size() == MOST_PARTS) {
        throw events.refuse();
      }
      parts.add(part(events));
    }
    events.requireEnd();
    if (parts.isEmpty()) {
      throw events.refuse();
    }
    requireOrder(parts);
    return new CompleteMultipartUpload(parts);
  }

  /** The body to send to the backend: numbers and ETags only. */
  public byte[] write() {
    XmlText text = XmlText.document(128 + 112 * parts.size()).root("CompleteMultipartUpload");
    for (ClaimedPart part : parts) {
      text.open("Part")
          .element("PartNumber", Integer.toString(part.number()))
          .element("ETag", '"' + part.eTag() + '"')
          .close("Part");
    }
    return text.close("CompleteMultipartUpload").bytes();
  }

  private static ClaimedPart part(XmlEvents events) {
    long number = -1;
    boolean numbered = false;
    String eTag = null;
    Map<ChecksumAlgorithm, String> checksums = new EnumMap<>(ChecksumAlgorithm.class);
    while (events.nextChild()) {
      switch (events.name()) {
        case "PartNumber" -> {
          number = number(events);
          numbered = true;
        }
        case "ETag" -> eTag = ETagText.unquoted(events.readText().strip());
        default -> addChecksum(events, checksums);
      }
    }
    if (!numbered || eTag == null || eTag.isEmpty()) {
      throw events.refuse();
    }
    requirePossible(number);
    return new ClaimedPart((int) number, eTag, digests(checksums));
  }

  private static long number(XmlEvents events) {
    try {
      return Long.parseLong(events.readText().strip());
    } catch (NumberFormatException notANumber) {
      throw events.refuse();
    }
  }

  private static void addChecksum(XmlEvents events, Map<ChecksumAlgorithm, String> checksums) {
    ChecksumAlgorithm algorithm = ChecksumAlgorithm.ofElement(events.name());
    if (algorithm == null) {
      throw events.refuse();
    }
    String value = events.readText().strip();
    if (!value.isEmpty()) { // some clients write all elements and leave empty what they have not
      checksums.put(algorithm, value);
    }
  }

  private static void requirePossible(long number) {
    if (number < 1) {
      throw new S3Exception(S3Error.INVALID_ARGUMENT, "PartNumber must be >= 1")
          .with("ArgumentName", "PartNumber")
          .with("ArgumentValue", Long.toString(number));
    }
    if (number > MOST_PARTS) {
      throw new S3Exception(
              S3Error.INVALID_ARGUMENT,
              "Part number must be an integer between 1 and 10000, inclusive")
          .with("ArgumentName", "partNumber")
          .with("ArgumentValue", Long.toString(number));
    }
  }

  private static Digests digests(Map<ChecksumAlgorithm, String> checksums) {
    if (checksums.isEmpty()) {
      return Digests.NONE;
    }
    if (checksums.size() == 1) {
      for (Map.Entry<ChecksumAlgorithm, String> only : checksums.entrySet()) {
        byte[] value = only.getKey().decode(only.getValue());
        if (value != null) {
          DigestType type = only.getKey().digestType();
          return new Digests(Map.of(type, Bytes.copyOf(value)));
        }
      }
    }
    StringBuilder given = new StringBuilder();
    checksums.forEach(
        (algorithm, value) -> given.append(algorithm).append(':').append(value).append(';'));
    throw new S3Exception(
            S3Error.INVALID_ARGUMENT, "Invalid Base64 or multiple checksums present in request")
        .with("ArgumentName", "Checksum")
        .with("ArgumentValue", given.toString());
  }

  private static void requireOrder(List<ClaimedPart> parts) {
    int last = 0;
    for (ClaimedPart part : parts) {
      if (part.number() <= last) {
        throw new S3Exception(S3Error.INVALID_PART_ORDER);
      }
      last = part.number();
    }
  }
}
