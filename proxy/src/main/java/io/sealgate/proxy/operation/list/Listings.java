package io.sealgate.proxy.operation.list;

import io.sealgate.auth.HeaderList;
import io.sealgate.proxy.backend.BackendCalls;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.call.BackendErrors;
import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.s3.headers.AnswerHeaders;
import io.sealgate.s3.route.PercentEncoding;
import io.sealgate.s3.route.QueryParameters;
import io.sealgate.s3.xml.ListObjectsResult;
import io.sealgate.s3.xml.ListedObject;
import io.sealgate.s3.xml.PlaintextRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * ListObjects and ListObjectsV2: the backend's listing, its sizes and ETags replaced by the
 * client's. A procedure, run on a virtual thread, since rows that are not known yet are looked at
 * one by one, a bounded number at a time.
 */
public final class Listings {

  private static final int MAX_LISTING_BYTES = 32 * 1024 * 1024;
  private static final int CONCURRENT_ROWS = 32;

  private final ListingRows rows;
  private final BackendCalls backend;
  private final Executor workers;

  public Listings(ListingRows rows, BackendCalls backend, Executor workers) {
    this.rows = rows;
    this.backend = backend;
    this.workers = workers;
  }

  public Plan plan(Call call) {
    return new Plan.Await(CompletableFuture.supplyAsync(() -> list(call), workers));
  }

  private Plan list(Call call) {
    BackendResponse response =
        backend.call(
            BackendRequest.of("GET", call.bucket(), "").withQuery(query(call.s3().query())),
            MAX_LISTING_BYTES);
    if (!response.head().isSuccess()) {
      throw BackendErrors.of(response);
    }
    ListObjectsResult listing = ListObjectsResult.parse(response.body());
    boolean urlEncode = "url".equals(call.s3().query().first("encoding-type"));
    HeaderList headers = AnswerHeaders.passed(call.s3().operation(), response.head().headers());
    headers.set("Content-Type", "application/xml");
    byte[] body = listing.rewrite(shown(call, listing.objects()), urlEncode);
    return new Plan.Answer(new S3Response(200, headers, body));
  }

  private List<@Nullable PlaintextRow> shown(Call call, List<ListedObject> objects) {
    Semaphore places = new Semaphore(CONCURRENT_ROWS);
    List<CompletableFuture<Optional<PlaintextRow>>> looking = new ArrayList<>(objects.size());
    for (ListedObject object : objects) {
      looking.add(
          rows.known(call, object)
              .map(CompletableFuture::completedFuture)
              .orElseGet(() -> look(call, object, places)));
    }
    List<@Nullable PlaintextRow> shown = new ArrayList<>(looking.size());
    for (CompletableFuture<Optional<PlaintextRow>> row : looking) {
      shown.add(row.join().orElse(null));
    }
    return shown;
  }

  private CompletableFuture<Optional<PlaintextRow>> look(
      Call call, ListedObject object, Semaphore places) {
    places.acquireUninterruptibly();
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return rows.look(call, object);
          } finally {
            places.release();
          }
        },
        workers);
  }

  /** The client's parameters, with keys asked for in a form that no character breaks. */
  private static String query(QueryParameters parameters) {
    StringBuilder query = new StringBuilder("encoding-type=url");
    for (int i = 0; i < parameters.size(); i++) {
      String name = parameters.name(i);
      if (PASSED.contains(name)) {
        query
            .append('&')
            .append(name)
            .append('=')
            .append(PercentEncoding.encodeQuery(parameters.value(i)));
      }
    }
    return query.toString();
  }

  private static final List<String> PASSED =
      List.of(
          "continuation-token",
          "delimiter",
          "fetch-owner",
          "list-type",
          "marker",
          "max-keys",
          "prefix",
          "start-after");
}
