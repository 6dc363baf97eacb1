package io.sealgate.proxy.call;

import io.sealgate.auth.Headers;
import io.sealgate.auth.Principal;
import io.sealgate.auth.sigv4.PayloadIntegrity;
import io.sealgate.crypto.envelope.ObjectLocation;
import io.sealgate.proxy.exchange.ClientRequest;
import io.sealgate.s3.route.S3Request;
import io.sealgate.s3.route.VersionId;

/**
 * A request that is understood and authentic.
 *
 * @param client as it came in
 * @param s3 what it asks for
 * @param principal who asks
 * @param payload what the signature says about the body
 */
public record Call(
    ClientRequest client, S3Request s3, Principal principal, PayloadIntegrity payload) {

  public String bucket() {
    return s3.bucket();
  }

  public String key() {
    return s3.key();
  }

  public Headers headers() {
    return s3.headers();
  }

  /**
   * The object that the request is about, of the version that it names, and who asks for it.
   *
   * @throws io.sealgate.s3.S3Exception InvalidArgument when it names none: an empty id would mean
   *     the current version to some backends
   */
  public ObjectAccess access() {
    return new ObjectAccess(
        s3.bucket(), s3.key(), VersionId.in(s3.query()), principal, client.secure());
  }

  /** What the object's envelope is bound to. */
  public ObjectLocation location() {
    return ObjectLocation.of(s3.bucket(), s3.key());
  }
}
