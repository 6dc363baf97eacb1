package io.sealgate.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class HkdfTest {

  @ParameterizedTest
  @ValueSource(strings = {"object", "facts", "record", "note"})
  void derivesTheKnownKeysOfAnObject(String name) {
    JsonNode vectors = FormatVectors.tree();
    byte[] secret = FormatVectors.hex(vectors.get("objectSecret"));

    byte[] key = Hkdf.sha512(secret, new byte[0], ("SG1 " + name).getBytes(US_ASCII), 32);

    assertThat(key).isEqualTo(FormatVectors.hex(vectors.get("derived").get(name)));
  }

  @Test
  void agreesWithRfc5869WrittenOut() throws Exception {
    Random random = new Random(1);
    for (int lengthBytes : new int[] {1, 32, 63, 64, 65, 128, 200}) {
      byte[] key = bytes(random, 32);
      byte[] salt = bytes(random, random.nextInt(100));
      byte[] info = bytes(random, random.nextInt(100));
      assertThat(Hkdf.sha512(key, salt, info, lengthBytes))
          .isEqualTo(extractAndExpand(key, salt, info, lengthBytes));
    }
  }

  @Test
  void expandsOneExtractForSeveralPurposes() throws Exception {
    byte[] key = {1, 2, 3};
    byte[] salt = {4};
    Hkdf hkdf = Hkdf.extractSha512(key, salt);
    for (String purpose : new String[] {"one", "two", ""}) {
      byte[] info = purpose.getBytes(US_ASCII);
      assertThat(hkdf.expand(info, 32)).isEqualTo(extractAndExpand(key, salt, info, 32));
    }
  }

  private static byte[] extractAndExpand(byte[] key, byte[] salt, byte[] info, int lengthBytes)
      throws Exception {
    byte[] extracted = hmac(salt.length == 0 ? new byte[64] : salt, key);
    ByteArrayOutputStream expanded = new ByteArrayOutputStream();
    byte[] block = {};
    for (int counter = 1; expanded.size() < lengthBytes; counter++) {
      block = hmac(extracted, block, info, new byte[] {(byte) counter});
      expanded.writeBytes(block);
    }
    return Arrays.copyOf(expanded.toByteArray(), lengthBytes);
  }

  private static byte[] hmac(byte[] key, byte[]... pieces) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA512");
    mac.init(new SecretKeySpec(key, "HmacSHA512"));
    for (byte[] piece : pieces) {
      mac.update(piece);
    }
    return mac.doFinal();
  }

  private static byte[] bytes(Random random, int lengthBytes) {
    byte[] bytes = new byte[lengthBytes];
    random.nextBytes(bytes);
    return bytes;
  }
}
