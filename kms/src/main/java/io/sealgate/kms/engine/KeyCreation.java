package io.sealgate.kms.engine;

import io.sealgate.auth.Principal;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.kms.KmsError;
import io.sealgate.kms.KmsException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** CreateKey. */
final class KeyCreation {

  private static final List<String> KEY_SPECS =
      List.of(
          "RSA_2048",
          "RSA_3072",
          "RSA_4096",
          "ECC_NIST_P256",
          "ECC_NIST_P384",
          "ECC_NIST_P521",
          "ECC_SECG_P256K1",
          "ECC_NIST_EDWARDS25519",
          "SYMMETRIC_DEFAULT",
          "HMAC_224",
          "HMAC_256",
          "HMAC_384",
          "HMAC_512",
          "SM2",
          "ML_DSA_44",
          "ML_DSA_65",
          "ML_DSA_87",
          "ML_KEM_512",
          "ML_KEM_768",
          "ML_KEM_1024");
  private static final List<String> KEY_USAGES =
      List.of(
          "SIGN_VERIFY",
          "ENCRYPT_DECRYPT",
          "GENERATE_VERIFY_MAC",
          "KEY_AGREEMENT",
          "ENCAPSULATE_DECAPSULATE");
  private static final List<String> ORIGINS =
      List.of("AWS_KMS", "EXTERNAL", "AWS_CLOUDHSM", "EXTERNAL_KEY_STORE");

  private final KeyRing ring;
  private final Authorization authorization;
  private final RandomBytes random;
  private final InstantSource clock;

  KeyCreation(KeyRing ring, Authorization authorization, RandomBytes random, InstantSource clock) {
    this.ring = ring;
    this.authorization = authorization;
    this.random = random;
    this.clock = clock;
  }

  KmsKey create(Principal caller, CreateKeyRequest request) {
    Constraints constraints =
        new Constraints()
            .length("policy", request.policy(), 1, Limits.MAX_POLICY_CHARACTERS)
            .length("description", request.description(), 0, Limits.MAX_DESCRIPTION_CHARACTERS)
            .oneOf("keyUsage", request.keyUsage(), KEY_USAGES)
            .oneOf("keySpec", request.keySpec(), KEY_SPECS)
            .oneOf("origin", request.origin(), ORIGINS);
    constrainTags(constraints, request.tags());
    constraints.verify();
    authorization.require(caller, KmsOperation.CREATE_KEY, caller.accountId(), "*");
    refuseUnsupported(request);
    refuseTags(request.tags());
    String policy = request.policy();
    if (policy != null) {
      KeyPolicies.validate(policy);
    }
    synchronized (ring) {
      Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
      UUID id = newId();
      KmsKey key =
          new KmsKey(
              caller.accountId(),
              id,
              now,
              orElse(request.description(), ""),
              KeySpec.SYMMETRIC_DEFAULT,
              KeyUsage.ENCRYPT_DECRYPT,
              KeyOrigin.AWS_KMS,
              KeyState.ENABLED,
              null,
              orElse(policy, KeyPolicies.defaultPolicy(caller.accountId())),
              request.tags(),
              List.of(ring.newMaterial(id, now)));
      ring.put(key);
      return key;
    }
  }

  private static void constrainTags(Constraints constraints, List<Tag> tags) {
    for (int i = 0; i < tags.size(); i++) {
      Tag tag = tags.get(i);
      String member = "tags." + (i + 1) + ".member.";
      constraints
          .present(member + "tagKey", tag.key())
          .length(member + "tagKey", tag.key(), 1, Limits.MAX_TAG_KEY_CHARACTERS)
          .present(member + "tagValue", tag.value())
          .length(member + "tagValue", tag.value(), 0, Limits.MAX_TAG_VALUE_CHARACTERS);
    }
  }

  /** Known to AWS, not (yet) to this service. */
  private static void refuseUnsupported(CreateKeyRequest request) {
    if (request.multiRegion()) {
      throw unsupported("Multi-Region keys are not supported.");
    }
    if (request.customKeyStoreId() != null) {
      throw unsupported("Custom key stores are not supported.");
    }
    String origin = request.origin();
    if (origin != null && !origin.equals(KeyOrigin.AWS_KMS.name())) {
      throw unsupported("Origin " + origin + " is not supported.");
    }
    String spec = request.keySpec();
    if (spec != null && !spec.equals(KeySpec.SYMMETRIC_DEFAULT.name())) {
      throw unsupported("KeySpec " + spec + " is not supported.");
    }
    String usage = request.keyUsage();
    if (usage != null && !usage.equals(KeyUsage.ENCRYPT_DECRYPT.name())) {
      throw new KmsException(
          KmsError.VALIDATION,
          "KeyUsage " + usage + " is not compatible with KeySpec SYMMETRIC_DEFAULT");
    }
  }

  private static void refuseTags(List<Tag> tags) {
    if (tags.size() > Limits.MAX_TAGS) {
      throw new KmsException(KmsError.TAG, "Too many tags");
    }
    Set<@Nullable String> seen = new HashSet<>();
    for (Tag tag : tags) {
      if (!seen.add(tag.key())) {
        throw new KmsException(KmsError.TAG, "Duplicate tag keys");
      }
      if (String.valueOf(tag.key()).startsWith("aws:")) {
        throw new KmsException(KmsError.TAG, "Tags beginning with aws: are reserved");
      }
    }
  }

  /** A random UUID (RFC 9562, version 4). */
  private UUID newId() {
    ByteBuffer bits = ByteBuffer.wrap(random.bytes(2 * Long.BYTES));
    long high = (bits.getLong() & ~0xf000L) | 0x4000L;
    long low = (bits.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  private static String orElse(@Nullable String value, String otherwise) {
    return value == null ? otherwise : value;
  }

  private static KmsException unsupported(String text) {
    return new KmsException(KmsError.UNSUPPORTED_OPERATION, text);
  }
}
