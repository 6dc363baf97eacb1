package io.sealgate.auth.sigv4;

import io.sealgate.auth.CredentialStore;
import io.sealgate.auth.Credentials;
import io.sealgate.auth.Identity;
import io.sealgate.auth.Principal;
import io.sealgate.auth.RequestHead;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the signatures of one service's requests, in the Authorization header or in a presigned
 * URL. Decides who calls and whether the head is authentic, never what the caller may do. Safe for
 * use by many threads; the work is linear in the size of the head (n log n in its query
 * parameters), whose limit is the server's.
 */
public final class SigV4Verifier {

  private final CredentialStore store;
  private final SignedService service;
  private final InstantSource clock;
  private final SigningKeyCache keys;

  /**
   * A verifier.
   *
   * @param store who may sign
   * @param service whom requests must be signed for
   * @param clock tells the time that requests' dates are held against
   */
  public SigV4Verifier(CredentialStore store, SignedService service, InstantSource clock) {
    this.store = Objects.requireNonNull(store);
    this.service = Objects.requireNonNull(service);
    this.clock = Objects.requireNonNull(clock);
    this.keys = new SigningKeyCache(service, MAX_CACHED_KEYS);
  }

  /**
   * Verifies a request to S3, whose body is still to come.
   *
   * @param head as it came over the wire
   * @return who calls and what the body must be, or why the request is refused
   * @throws IllegalStateException when the service is not S3: all others sign the body's hash
   */
  public Verification verify(RequestHead head) {
    if (service.flavour() != SignedService.Flavour.S3) {
      throw new IllegalStateException(service.name() + " signs the hash of the body");
    }
    return verify(head, (String) null);
  }

  /**
   * Verifies a request whose body is at hand; {@code x-amz-content-sha256} counts for nothing.
   *
   * @param head as it came over the wire
   * @param bodySha256 the SHA-256 of the body, 32 bytes
   * @return who calls, or why the request is refused
   */
  public Verification verify(RequestHead head, byte[] bodySha256) {
    return verify(head, PayloadIntegrity.Sha256.of(bodySha256).hex());
  }

  private Verification verify(RequestHead head, @Nullable String bodySha256) {
    try {
      return check(head, bodySha256);
    } catch (RefusedException e) {
      return e.refused();
    }
  }

  private Verification check(RequestHead head, @Nullable String bodySha256) {
    QueryParameters query = QueryParameters.parse(head.rawQuery());
    AuthClaim claim = AuthClaim.of(head.headers(), query);
    claim.scope().check(claim, service);
    claim.checkTime(clock.instant().getEpochSecond());
    SignedHeaders headers = SignedHeaders.collect(claim, head.headers(), bodySha256 == null);
    if (headers.value(TOKEN_HEADER) != null || query.firstIgnoringCase(TOKEN_HEADER) != null) {
      throw new RefusedException(
          RefusalReason.INVALID_TOKEN, "The provided token is malformed or otherwise invalid.");
    }
    String payload = bodySha256 != null ? bodySha256 : PayloadClaim.line(claim, headers, query);
    CanonicalRequest canonical =
        new CanonicalRequest(
            head.method(),
            CanonicalPath.of(head.rawPath(), service.flavour()),
            query,
            headers,
            payload);
    return check(claim, canonical);
  }

  private Verification check(AuthClaim claim, CanonicalRequest canonical) {
    Identity known = store.find(claim.scope().accessKeyId());
    Identity identity = known != null ? known : NOBODY;
    SigningKey key = keys.get(identity.credentials(), claim.scope().day());
    ByteText toSign = StringToSign.of(claim.date(), key.scope(), canonical.text());
    byte[] expected = Hex.ascii(key.sign(toSign.array(), toSign.lengthBytes()));
    boolean equal =
        MessageDigest.isEqual(expected, claim.signature().getBytes(StandardCharsets.UTF_8));
    if (known == null) {
      return new Verification.Refused(
          RefusalReason.INVALID_ACCESS_KEY_ID,
          "The AWS Access Key Id you provided does not exist in our records.",
          Map.of("AWSAccessKeyId", claim.scope().accessKeyId()));
    }
    if (!equal) {
      return mismatch(claim, toSign, canonical);
    }
    return new Verification.Verified(
        known.principal(),
        PayloadClaim.integrity(
            canonical.payload(), new ChunkSeed(key, claim.date().text(), claim.signature())));
  }

  private static Verification mismatch(
      AuthClaim claim, ByteText toSign, CanonicalRequest canonical) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("AWSAccessKeyId", claim.scope().accessKeyId());
    details.put("StringToSign", toSign.toString());
    details.put("SignatureProvided", claim.signature());
    details.put("CanonicalRequest", canonical.redacted());
    return new Verification.Refused(
        RefusalReason.SIGNATURE_DOES_NOT_MATCH,
        "The request signature we calculated does not match the signature you provided. Check your"
            + " key and signing method.",
        details);
  }

  /**
   * Whose secret an unknown access key's signature is held against, so that it takes as long as a
   * known one's; what comes out is not looked at.
   */
  private static final Identity NOBODY =
      new Identity(
          new Credentials(
              "-", "no access key has this as its secret....".getBytes(StandardCharsets.US_ASCII)),
          new Principal("nobody", "000000000000", "-"));

  private static final String TOKEN_HEADER = "x-amz-security-token";
  private static final int MAX_CACHED_KEYS = 10_000;
}
