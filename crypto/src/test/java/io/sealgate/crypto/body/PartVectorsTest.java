package io.sealgate.crypto.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.FormatVectors;
import io.sealgate.crypto.aead.AesGcm;
import io.sealgate.crypto.key.ObjectSecret;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The known answers for parts: sealing gives them, opening understands them, on each provider. */
class PartVectorsTest {

  private static final JsonNode VECTORS = FormatVectors.tree();

  static Stream<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    for (AesGcm gcm : AesGcm.available()) {
      for (JsonNode vector : VECTORS.get("part").get("cases")) {
        cases.add(Arguments.of(gcm, vector.get("plaintextLength").asInt(), vector));
      }
    }
    return cases.stream();
  }

  static List<AesGcm> providers() {
    return AesGcm.available();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void sealsToTheKnownPart(AesGcm gcm, int plaintextBytes, JsonNode vector) throws Exception {
    byte[] plaintext = Parts.plaintext(plaintextBytes);
    JsonNode part = VECTORS.get("part");

    byte[] stored =
        Push.whole(
            new PartSealer(
                gcm,
                keys("objectSecret", VECTORS),
                FormatVectors.script(hex(part, "partDataKey", "wrapIv", "salt", "factsIv")),
                part.get("partNumber").asInt(),
                plaintextBytes,
                () -> md5(plaintext)),
            plaintext);

    assertThat(stored).hasSize(vector.get("partLength").asInt());
    assertThat(new PartLayout(plaintextBytes).storedBytes()).isEqualTo(stored.length);
    assertThat(PartLayout.ofStored(stored.length).plaintextBytes()).isEqualTo(plaintextBytes);
    assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(stored)))
        .isEqualTo(vector.get("partSha256").asString());
    if (vector.has("part")) {
      assertThat(HexFormat.of().formatHex(stored)).isEqualTo(vector.get("part").asString());
    }
    PartKeys keys = keys("objectSecret", VECTORS);
    PartHeader header = PartHeader.open(gcm, keys, Arrays.copyOf(stored, 184));
    assertThat(Push.whole(new PartOpener(gcm, keys, header), stored)).isEqualTo(plaintext);
  }

  @ParameterizedTest
  @MethodSource("providers")
  void sealsTheKnownDoubleLayerAndOpensIt(AesGcm gcm) {
    JsonNode part = VECTORS.get("part");
    JsonNode vector = VECTORS.get("doubleLayer");
    byte[] plaintext = vector.get("plaintext").asString().getBytes(UTF_8);
    List<byte[]> drawn = new ArrayList<>(hex(part, "partDataKey", "wrapIv", "salt", "factsIv"));
    drawn.addAll(hex(vector, "outerPartDataKey", "outerWrapIv", "outerSalt", "outerFactsIv"));
    List<PartKeys> keys = List.of(keys("innerSecret", vector), keys("outerSecret", vector));

    LayeredSealer sealer =
        new LayeredSealer(
            gcm, keys, FormatVectors.script(drawn), 1, plaintext.length, () -> md5(plaintext));
    List<PartHeader> headers = sealer.headers();
    byte[] stored = Push.whole(sealer, plaintext);

    assertThat(HexFormat.of().formatHex(stored)).isEqualTo(vector.get("part").asString());
    assertThat(Push.whole(LayeredOpener.whole(gcm, keys, headers), stored)).isEqualTo(plaintext);
  }

  private static PartKeys keys(String name, JsonNode node) {
    try (ObjectSecret secret = ObjectSecret.owning(hex(node, name).getFirst())) {
      return new PartKeys(secret.objectKey(), secret.factsKey());
    }
  }

  private static List<byte[]> hex(JsonNode node, String... names) {
    return Stream.of(names)
        .map(name -> HexFormat.of().parseHex(node.get(name).asString()))
        .toList();
  }

  private static Digests md5(byte[] plaintext) {
    try {
      byte[] md5 = MessageDigest.getInstance("MD5").digest(plaintext);
      return new Digests(Map.of(DigestType.MD5, Bytes.copyOf(md5)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
