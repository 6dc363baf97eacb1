package io.sealgate.proxy.operation.bucket;

import io.sealgate.auth.HeaderList;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.call.BackendErrors;
import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.call.RequestDocument;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.headers.AnswerHeaders;
import io.sealgate.s3.headers.RequestHeaders;
import io.sealgate.s3.route.Router;
import io.sealgate.s3.xml.BucketLocation;
import io.sealgate.s3.xml.BucketsAsked;
import io.sealgate.s3.xml.CreateBucketConfiguration;
import io.sealgate.s3.xml.ListBucketsResult;
import io.sealgate.s3.xml.Owner;
import java.util.function.Function;

/** Operations on buckets: the backend's own, but for the bucket that is hidden. */
public final class Buckets {

  private static final int MAX_DOCUMENT_BYTES = 64 * 1024;
  private static final String FIRST_REGION = "us-east-1";

  private final Router router;
  private final String region;
  private final String backendRegion;

  /**
   * The buckets of a store.
   *
   * @param router knows which are hidden
   * @param region the region that clients know
   * @param backendRegion the region that the store knows
   */
  public Buckets(Router router, String region, String backendRegion) {
    this.router = router;
    this.region = region;
    this.backendRegion = backendRegion;
  }

  public Plan list(Call call) {
    BucketsAsked asked = BucketsAsked.of(call.s3().query());
    return fetch(
        BackendRequest.of("GET", "", ""),
        response ->
            xml(
                call,
                response,
                ListBucketsResult.rewrite(
                    response.body(),
                    bucket -> asked.isOf(region) && !router.hides(bucket),
                    asked,
                    new Owner(call.principal().accountId(), null))));
  }

  public Plan create(Call call) {
    return RequestDocument.receive(
        call,
        MAX_DOCUMENT_BYTES,
        document -> {
          byte[] body = locationConstraint(CreateBucketConfiguration.parse(document));
          return fetch(
              BackendRequest.of("PUT", call.bucket(), "")
                  .withHeaders(RequestHeaders.forwarded(call.s3().operation(), call.headers()))
                  .withBody(body),
              response -> {
                HeaderList headers = passed(call, response);
                headers.set("Location", "/" + call.bucket());
                return new S3Response(200, headers);
              });
        });
  }

  public Plan head(Call call) {
    return new Plan.Fetch(
        BackendRequest.of("HEAD", call.bucket(), ""),
        response -> {
          if (response.head().status() == 404) {
            throw new S3Exception(S3Error.NO_SUCH_BUCKET);
          }
          if (!response.head().isSuccess()) {
            throw BackendErrors.ofHead(response.head());
          }
          HeaderList headers = passed(call, response);
          headers.set("x-amz-bucket-region", region);
          return new Plan.Answer(new S3Response(200, headers));
        });
  }

  public Plan delete(Call call) {
    return fetch(
        BackendRequest.of("DELETE", call.bucket(), ""),
        response -> new S3Response(204, passed(call, response)));
  }

  /**
   * The store's own answer names its own region; that the bucket is there is all that is asked of
   * it.
   */
  public Plan location(Call call) {
    return fetch(
        BackendRequest.of("GET", call.bucket(), "").withQuery("location="),
        response -> xml(call, response, BucketLocation.write(region)));
  }

  /** What the store is told of the region: its own, once the client has named ours or none. */
  private byte[] locationConstraint(CreateBucketConfiguration asked) {
    String constraint = asked.locationConstraint();
    if (constraint != null && !constraint.equals(region)) {
      throw new S3Exception(S3Error.ILLEGAL_LOCATION_CONSTRAINT);
    }
    return backendRegion.equals(FIRST_REGION)
        ? new byte[0]
        : new CreateBucketConfiguration(backendRegion).write();
  }

  private static Plan fetch(BackendRequest request, Function<BackendResponse, S3Response> answer) {
    return new Plan.Fetch(
        request,
        response -> {
          if (!response.head().isSuccess()) {
            throw BackendErrors.of(response);
          }
          return new Plan.Answer(answer.apply(response));
        });
  }

  private static S3Response xml(Call call, BackendResponse response, byte[] body) {
    HeaderList headers = passed(call, response);
    headers.set("Content-Type", "application/xml");
    return new S3Response(200, headers, body);
  }

  private static HeaderList passed(Call call, BackendResponse response) {
    return AnswerHeaders.passed(call.s3().operation(), response.head().headers());
  }
}
