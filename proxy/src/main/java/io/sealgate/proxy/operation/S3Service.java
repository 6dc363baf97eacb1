package io.sealgate.proxy.operation;

import io.sealgate.auth.sigv4.SigV4Verifier;
import io.sealgate.auth.sigv4.Verification;
import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.exchange.ClientRequest;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.exchange.Planner;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.s3.headers.ExpectedBucketOwner;
import io.sealgate.s3.route.Router;
import io.sealgate.s3.route.S3Request;

/**
 * The S3 service: every request is understood, authenticated and handed to its operation, or
 * refused. What is not understood never gets further.
 */
public final class S3Service implements Planner {

  private final Router router;
  private final SigV4Verifier verifier;
  private final Operations operations;
  private final Failures failures;

  /** The service of those operations. */
  public S3Service(
      Router router, SigV4Verifier verifier, Operations operations, Failures failures) {
    this.router = router;
    this.verifier = verifier;
    this.operations = operations;
    this.failures = failures;
  }

  @Override
  public Plan plan(ClientRequest request) {
    S3Request s3 = router.route(request.head());
    request.trace().routed(s3);
    return switch (verifier.verify(request.head())) {
      case Verification.Refused refused -> throw Refusals.of(refused);
      case Verification.Verified verified -> {
        request.trace().authenticated(verified.principal().name());
        ExpectedBucketOwner.check(s3.headers(), verified.principal().accountId());
        yield operations.plan(new Call(request, s3, verified.principal(), verified.payload()));
      }
    };
  }

  @Override
  public S3Response failure(ClientRequest request, Throwable failure) {
    return failures.answer(request, failure);
  }
}
