package io.sealgate.kms.wire;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes the JSON object of an answer, member by member. A member whose value is null is left out;
 * an answer without members has no body, as with AWS.
 */
final class AnswerBody {

  private static final JsonFactory JSON = new JsonFactory();

  private final ZeroableBytes bytes = new ZeroableBytes();
  private final JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes);
  private boolean opened;

  void text(String name, @Nullable String value) {
    if (value != null) {
      named(name).writeString(value);
    }
  }

  void number(String name, int value) {
    named(name).writeNumber(value);
  }

  void flag(String name, boolean value) {
    named(name).writeBoolean(value);
  }

  /** Bytes in base64. */
  void blob(String name, byte[] value) {
    named(name).writeBinary(value);
  }

  /** Bytes in base64, which are zeroed here: nobody needs them once they are written. */
  void secretBlob(String name, byte[] value) {
    blob(name, value);
    Arrays.fill(value, (byte) 0);
  }

  /** Epoch seconds with milliseconds as the fraction. */
  void time(String name, @Nullable Instant value) {
    if (value != null) {
      named(name).writeNumber(BigDecimal.valueOf(value.toEpochMilli(), 3));
    }
  }

  void texts(String name, List<String> values) {
    named(name).writeStartArray();
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }

  void object(String name, Consumer<AnswerBody> members) {
    named(name).writeStartObject();
    members.accept(this);
    json.writeEndObject();
  }

  /** One object for each entry. */
  <T> void objects(String name, List<T> entries, EntryWriter<T> writer) {
    named(name).writeStartArray();
    for (T entry : entries) {
      json.writeStartObject();
      writer.write(this, entry);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Ends the object; nothing can be added afterwards. */
  byte[] finish() {
    if (opened) {
      json.writeEndObject();
    }
    json.close();
    return bytes.takeAll();
  }

  private JsonGenerator named(String name) {
    if (!opened) {
      json.writeStartObject();
      opened = true;
    }
    return json.writeName(name);
  }

  /** Writes the members of one entry of a list. */
  @FunctionalInterface
  interface EntryWriter<T> {
    void write(AnswerBody answer, T entry);
  }

  /** Collects bytes and keeps none once they are taken. */
  private static final class ZeroableBytes extends ByteArrayOutputStream {

    /** Every answer that holds a secret fits: 4096 bytes of plaintext in base64, and a blob. */
    private static final int CAPACITY_BYTES = 16 * 1024;

    ZeroableBytes() {
      super(CAPACITY_BYTES);
    }

    byte[] takeAll() {
      byte[] all = toByteArray();
      Arrays.fill(buf, (byte) 0);
      return all;
    }
  }
}
