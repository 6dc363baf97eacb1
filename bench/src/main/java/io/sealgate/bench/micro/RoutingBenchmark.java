package io.sealgate.bench.micro;

import io.sealgate.auth.HeaderList;
import io.sealgate.auth.RequestHead;
import io.sealgate.s3.route.Router;
import io.sealgate.s3.route.S3Request;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From a request's head to the operation that it asks for. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RoutingBenchmark {

  private final Router router = new Router("s3.localhost", "sealgate-system");
  private final RequestHead object =
      head("GET", "/bucket/some/folder/object-00017.bin", "", "Range", "bytes=0-4095");
  private final RequestHead listing =
      head("GET", "/bucket", "list-type=2&prefix=some%2F&max-keys=1000", "Accept", "*/*");

  /** A GET of an object, path style. */
  @Benchmark
  public S3Request getObject() {
    return router.route(object);
  }

  /** A listing, with parameters to decode and allow. */
  @Benchmark
  public S3Request listObjects() {
    return router.route(listing);
  }

  private static RequestHead head(
      String method, String path, String query, String name, String value) {
    return new RequestHead(
        method,
        path,
        query,
        HeaderList.of(
            "Host",
            "127.0.0.1:8080",
            "x-amz-date",
            "20260101T120000Z",
            "x-amz-content-sha256",
            "UNSIGNED-PAYLOAD",
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=…",
            name,
            value));
  }
}
