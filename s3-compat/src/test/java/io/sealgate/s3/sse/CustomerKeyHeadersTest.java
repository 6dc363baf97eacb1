package io.sealgate.s3.sse;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.auth.HeaderList;
import io.sealgate.auth.Headers;
import io.sealgate.s3.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The eight steps in which AWS checks the customer-key headers, for each of their uses. */
final class CustomerKeyHeadersTest {

  private static final String MUST =
      "Requests specifying Server Side Encryption with Customer provided keys must ";
  private static final byte[] KEY =
      "0123456789abcdef0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
  private static final String KEY_64 = Base64.getEncoder().encodeToString(KEY);
  private static final String MD5_64 = md5(KEY);
  private static final SseHeaders READER = new SseHeaders(false);

  @ParameterizedTest
  @EnumSource
  void acceptsTheThreeHeadersOverTls(CustomerKeyUse use) {
    CustomerKey key = read(use, "AES256", KEY_64, MD5_64).orElseThrow();

    assertThat(key.bytes()).isEqualTo(KEY);
    assertThat(key.md5()).isEqualTo(MD5_64);
    assertThat(key.toString()).doesNotContain(KEY_64, "0123");
    key.close();
    assertThat(key.bytes()).containsOnly(0);
  }

  @Test
  void readsAWriteAsARequestForTheCustomersKey() {
    assertThat(READER.ofWrite(trio(), true)).isInstanceOf(CustomerKey.class);
  }

  @ParameterizedTest
  @EnumSource
  void step1RefusesEachHeaderOverPlainHttp(CustomerKeyUse use) {
    Refusal refusal =
        new Refusal("InvalidRequest", MUST + "be made over a secure connection.", Map.of());

    assertThat(Refusal.of(() -> read(use, headers(use, "AES256", KEY_64, MD5_64), false)))
        .isEqualTo(refusal);
    assertThat(Refusal.of(() -> read(use, headers(use, "", null, null), false))).isEqualTo(refusal);
    assertThat(Refusal.of(() -> read(use, headers(use, null, "x", null), false)))
        .isEqualTo(refusal);
    assertThat(Refusal.of(() -> read(use, headers(use, null, null, "x"), false)))
        .isEqualTo(refusal);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "COMPLETE")
  void step2RefusesAKeyWithoutItsAlgorithm(CustomerKeyUse use) {
    Refusal refusal = argument(MUST + "provide a valid encryption algorithm.");

    assertThat(Refusal.of(() -> read(use, null, KEY_64, MD5_64))).isEqualTo(refusal);
    assertThat(Refusal.of(() -> read(use, null, null, MD5_64))).isEqualTo(refusal);
    assertThat(Refusal.of(() -> read(use, null, "", null))).isEqualTo(refusal);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "COMPLETE")
  void step3RefusesAnAlgorithmWithoutAKey(CustomerKeyUse use) {
    Refusal refusal = argument(MUST + "provide an appropriate secret key.");

    assertThat(Refusal.of(() -> read(use, "AES256", null, MD5_64))).isEqualTo(refusal);
    assertThat(Refusal.of(() -> read(use, "AES256", null, null))).isEqualTo(refusal);
    assertThat(Refusal.of(() -> read(use, "", null, null))).isEqualTo(refusal);
    assertThat(Refusal.of(() -> read(use, "nonsense", null, null))).isEqualTo(refusal);
  }

  @ParameterizedTest
  @EnumSource(names = {"WRITE", "PART"})
  void step4RefusesWritesWithoutTheMd5(CustomerKeyUse use) {
    assertThat(Refusal.of(() -> read(use, "AES256", KEY_64, null)))
        .isEqualTo(argument(MUST + "provide the client calculated MD5 of the secret key."));
  }

  @ParameterizedTest
  @EnumSource(names = {"READ", "COPY_SOURCE"})
  void step4AcceptsReadsWithoutTheMd5AndCalculatesIt(CustomerKeyUse use) {
    assertThat(read(use, "AES256", KEY_64, null).orElseThrow().md5()).isEqualTo(MD5_64);
  }

  @Test
  void steps2To4AreNoneOfACompletionWhichIgnoresHeadersThatAreNotAllThere() {
    assertThat(read(CustomerKeyUse.COMPLETE, null, KEY_64, MD5_64)).isEmpty();
    assertThat(read(CustomerKeyUse.COMPLETE, "AES256", null, MD5_64)).isEmpty();
    assertThat(read(CustomerKeyUse.COMPLETE, "AES256", KEY_64, null)).isEmpty();
    assertThat(read(CustomerKeyUse.COMPLETE, "nonsense", null, null)).isEmpty();
    assertThat(read(CustomerKeyUse.COMPLETE, null, null, null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "ZZ", "ZZZ", "####", "====", "-_-_"})
  void step5RefusesKeysOfNotEvenOneByteAndSaysTheValue(String key) {
    for (CustomerKeyUse use : CustomerKeyUse.values()) {
      assertThat(Refusal.of(() -> read(use, "AES256", key, MD5_64)))
          .isEqualTo(argument("The secret key was invalid - too short.", key));
    }
    assertThat(Refusal.of(() -> read(CustomerKeyUse.WRITE, "", "", "")).message())
        .isEqualTo("The secret key was invalid - too short.");
  }

  @ParameterizedTest
  @MethodSource("wrongMd5s")
  void step6RefusesAnMd5ThatIsNotExactlyTheKeys(String md5) {
    for (CustomerKeyUse use : CustomerKeyUse.values()) {
      assertThat(Refusal.of(() -> read(use, "AES256", KEY_64, md5)))
          .isEqualTo(
              argument(
                  "The calculated MD5 hash of the key did not match the hash that was provided."));
    }
  }

  static String[] wrongMd5s() {
    return new String[] {
      "", MD5_64.replace("=", ""), MD5_64 + "=", " " + MD5_64, MD5_64 + "#", "x", md5(new byte[32])
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AES", "aes256", "AES192", "AES256 ", "aws:kms"})
  void step7RefusesOtherAlgorithmsAndSaysTheValue(String algorithm) {
    for (CustomerKeyUse use : CustomerKeyUse.values()) {
      assertThat(Refusal.of(() -> read(use, algorithm, KEY_64, MD5_64)))
          .isEqualTo(
              new Refusal(
                  "InvalidEncryptionAlgorithmError",
                  "The Encryption request you specified is not valid. Supported value: AES256.",
                  Map.of(
                      "ArgumentName", "x-amz-server-side-encryption", "ArgumentValue", algorithm)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 24, 31, 33, 64})
  void step8RefusesKeysOfAnotherLengthAsEachUseDoes(int lengthBytes) {
    byte[] key = new byte[lengthBytes];
    String key64 = Base64.getEncoder().encodeToString(key);
    String md5 = md5(key);
    Refusal notTheOriginal =
        new Refusal(
            "InvalidRequest",
            "The provided encryption parameters did not match the ones used originally.",
            Map.of());

    assertThat(Refusal.of(() -> read(CustomerKeyUse.WRITE, "AES256", key64, md5)))
        .isEqualTo(argument("The secret key was invalid for the specified algorithm."));
    assertThat(Refusal.of(() -> read(CustomerKeyUse.READ, "AES256", key64, md5)))
        .isEqualTo(new Refusal("AccessDenied", MUST + "provide the correct secret key.", Map.of()));
    assertThat(Refusal.of(() -> read(CustomerKeyUse.PART, "AES256", key64, md5)))
        .isEqualTo(notTheOriginal);
    assertThat(Refusal.of(() -> read(CustomerKeyUse.COPY_SOURCE, "AES256", key64, md5)))
        .isEqualTo(notTheOriginal);
    assertThat(Refusal.of(() -> read(CustomerKeyUse.COMPLETE, "AES256", key64, md5)))
        .isEqualTo(Refusal.of(SseErrors.wrongKeyOfCompletion()));
    // The algorithm is checked before the length, and the MD5 before both.
    assertThat(Refusal.of(() -> read(CustomerKeyUse.WRITE, "x", key64, md5)).code())
        .isEqualTo("InvalidEncryptionAlgorithmError");
    assertThat(Refusal.of(() -> read(CustomerKeyUse.WRITE, "x", key64, MD5_64)).message())
        .startsWith("The calculated MD5 hash");
  }

  @ParameterizedTest
  @MethodSource("mangledKeys")
  void readsKeysWithCharsThatBase64DoesNotKnow(String key) {
    for (CustomerKeyUse use : CustomerKeyUse.values()) {
      assertThat(read(use, "AES256", key, MD5_64).orElseThrow().bytes()).isEqualTo(KEY);
    }
  }

  static String[] mangledKeys() {
    return new String[] {
      KEY_64 + "=",
      KEY_64 + "====",
      " " + KEY_64 + " ",
      KEY_64.replace("Z", "\tZ\n"),
      "#" + KEY_64 + "#",
      KEY_64.substring(0, 7) + "-_!é" + KEY_64.substring(7)
    };
  }

  @Test
  void mistakesKeysWithoutPaddingOrInTheUrlAlphabetAsAwsDoes() {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) 0xFB);
    String urlSafe = Base64.getUrlEncoder().encodeToString(key);

    for (CustomerKeyUse use : CustomerKeyUse.values()) {
      assertThat(Refusal.of(() -> read(use, "AES256", KEY_64.replace("=", ""), MD5_64)).message())
          .startsWith("The calculated MD5 hash");
      assertThat(Refusal.of(() -> read(use, "AES256", urlSafe, md5(key))).message())
          .startsWith("The calculated MD5 hash");
    }
  }

  @Test
  void refusesAHeaderThatIsGivenTwice() {
    assertThat(
            Refusal.of(() -> READER.ofRead(trio().add(SseHeaders.CUSTOMER_KEY, KEY_64), true))
                .code())
        .isEqualTo("InvalidArgument");
  }

  static HeaderList trio() {
    return headers(CustomerKeyUse.WRITE, "AES256", KEY_64, MD5_64);
  }

  private static Optional<CustomerKey> read(
      CustomerKeyUse use, @Nullable String algorithm, @Nullable String key, @Nullable String md5) {
    return read(use, headers(use, algorithm, key, md5), true);
  }

  private static Optional<CustomerKey> read(CustomerKeyUse use, Headers headers, boolean secure) {
    return switch (use) {
      case WRITE ->
          READER.ofWrite(headers, secure) instanceof CustomerKey key
              ? Optional.of(key)
              : Optional.empty();
      case PART -> READER.ofPart(headers, secure);
      case READ -> READER.ofRead(headers, secure);
      case COMPLETE -> READER.ofCompletion(headers, secure);
      case COPY_SOURCE -> READER.ofCopySource(headers, secure);
    };
  }

  private static HeaderList headers(
      CustomerKeyUse use, @Nullable String algorithm, @Nullable String key, @Nullable String md5) {
    String prefix =
        use == CustomerKeyUse.COPY_SOURCE
            ? "x-amz-copy-source-server-side-encryption-customer-"
            : "x-amz-server-side-encryption-customer-";
    HeaderList headers = new HeaderList();
    if (algorithm != null) {
      headers.add(prefix + "algorithm", algorithm);
    }
    if (key != null) {
      headers.add(prefix + "key", key);
    }
    if (md5 != null) {
      headers.add(prefix + "key-MD5", md5);
    }
    return headers;
  }

  private static Refusal argument(String message) {
    return new Refusal(
        "InvalidArgument", message, Map.of("ArgumentName", "x-amz-server-side-encryption"));
  }

  private static Refusal argument(String message, String value) {
    return new Refusal(
        "InvalidArgument",
        message,
        Map.of("ArgumentName", "x-amz-server-side-encryption", "ArgumentValue", value));
  }

  private static String md5(byte[] key) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(key));
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
