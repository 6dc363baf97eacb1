package io.sealgate.crypto.envelope;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.FormatVectors;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.crypto.envelope.BodyReference.Multipart;
import io.sealgate.crypto.envelope.BodyReference.SinglePart;
import io.sealgate.crypto.key.KeyEncryptionKey;
import io.sealgate.crypto.key.ObjectSecret;
import io.sealgate.crypto.key.ObjectSecrets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One envelope of the known answers. */
record EnvelopeVector(JsonNode json) {

  static List<EnvelopeVector> all() {
    List<EnvelopeVector> all = new ArrayList<>();
    for (JsonNode envelope : FormatVectors.tree().get("envelopes")) {
      all.add(new EnvelopeVector(envelope));
    }
    return all;
  }

  static EnvelopeVector of(Mode mode) {
    return all().stream().filter(v -> v.fields().mode() == mode).findFirst().orElseThrow();
  }

  ObjectLocation location() {
    return ObjectLocation.of(json.get("bucket").asString(), json.get("key").asString());
  }

  String entry() {
    return json.get("entry").asString();
  }

  Envelope envelope() {
    return Envelope.parse(entry());
  }

  List<KeyEncryptionKey> keys() {
    return perLayer("keyEncryptionKey").stream().map(KeyEncryptionKey::owning).toList();
  }

  ObjectSecrets secrets() {
    return new ObjectSecrets(perLayer("secret").stream().map(ObjectSecret::owning).toList());
  }

  RandomBytes random() {
    return FormatVectors.script(perLayer("salt"));
  }

  EnvelopeFields fields() {
    JsonNode fields = json.get("fields");
    @Nullable Bytes context = optional(fields, "4");
    boolean bucketKey = fields.has("5");
    Wrapping wrapping =
        switch (fields.get("1").asInt()) {
          case 1 -> new Wrapping.SseS3(arn(fields), bytes(fields, "3"), bucketKey);
          case 2 -> new Wrapping.SseKms(arn(fields), bytes(fields, "3"), context, bucketKey);
          case 3 ->
              new Wrapping.DsseKms(arn(fields), bytes(fields, "3"), bytes(fields, "9"), context);
          case 4 -> new Wrapping.SseC();
          default -> throw new AssertionError(fields);
        };
    BodyReference body =
        fields.has("7")
            ? new Multipart(new RecordId(bytes(fields, "7")))
            : new SinglePart(bytes(fields, "6"), optional(fields, "8"));
    return new EnvelopeFields(wrapping, body);
  }

  @Override
  public String toString() {
    return json.get("name").asString();
  }

  private List<byte[]> perLayer(String name) {
    List<byte[]> values = new ArrayList<>();
    for (JsonNode layer : json.get("layers")) {
      values.add(FormatVectors.hex(layer.get(name)));
    }
    return values;
  }

  private static String arn(JsonNode fields) {
    return fields.get("2").asString();
  }

  private static Bytes bytes(JsonNode fields, String key) {
    return Bytes.copyOf(FormatVectors.hex(fields.get(key)));
  }

  private static @Nullable Bytes optional(JsonNode fields, String key) {
    return fields.has(key) ? bytes(fields, key) : null;
  }
}
