package io.sealgate.proxy.operation.list;

import io.sealgate.auth.HeaderList;
import io.sealgate.auth.Headers;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.call.BackendErrors;
import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.call.Procedures;
import io.sealgate.proxy.capability.Capability;
import io.sealgate.proxy.capability.ProbedCapabilities;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.s3.S3Operation;
import io.sealgate.s3.headers.AnswerHeaders;
import io.sealgate.s3.headers.OptionalObjectAttributes;
import io.sealgate.s3.read.HttpDate;
import io.sealgate.s3.route.PercentEncoding;
import io.sealgate.s3.route.QueryParameters;
import io.sealgate.s3.xml.ListObjectsResult;
import io.sealgate.s3.xml.ListedObject;
import io.sealgate.s3.xml.Owner;
import io.sealgate.s3.xml.PlaintextRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * ListObjects, ListObjectsV2 and ListObjectVersions: the backend's listing, its sizes and ETags
 * replaced by the client's. A procedure, run on a virtual thread, since rows that are not known yet
 * are looked at one by one, a bounded number at a time.
 */
public final class Listings {

  private static final int MAX_LISTING_BYTES = 32 * 1024 * 1024;
  private static final int CONCURRENT_ROWS = 32;

  private final ListedPages pages = new ListedPages();
  private final ListingRows rows;
  private final ProbedCapabilities capabilities;
  private final Procedures procedures;

  /**
   * Listings whose rows are found out like that.
   *
   * @param capabilities of the backend, which may list the metadata that tells what is sealed
   * @param procedures what they run with
   */
  public Listings(ListingRows rows, ProbedCapabilities capabilities, Procedures procedures) {
    this.rows = rows;
    this.capabilities = capabilities;
    this.procedures = procedures;
  }

  /** The plan for a call. */
  public Plan plan(Call call) {
    OptionalObjectAttributes.check(call.headers());
    return procedures.plan(() -> list(call));
  }

  private Plan list(Call call) {
    Page page = page(call);
    boolean urlEncode = "url".equals(call.s3().query().first("encoding-type"));
    HeaderList headers = AnswerHeaders.passed(call.s3().operation(), page.headers());
    headers.set("Content-Type", "application/xml");
    byte[] body =
        page.listing()
            .rewrite(shown(call, page), new Owner(call.principal().accountId(), null), urlEncode);
    return new Plan.Answer(new S3Response(200, headers, body));
  }

  /** A page of the backend's, with metadata where that is less work than to look at the rows. */
  private Page page(Call call) {
    String query = query(call.s3().query());
    if (!listsMetadata(call.s3().operation())) {
      return page(call, query, false);
    }
    if (pages.areProbablyKnown(call, query)) {
      Page page = page(call, query, false);
      if (rows.areMostlyKnown(call, page.listing().objects())) {
        return page;
      }
      pages.forget(call, query); // what changes so much may go on to do so
      return page(call, query, true);
    }
    Page page = page(call, query, true);
    pages.learn(call, query);
    return page;
  }

  private Page page(Call call, String query, boolean withMetadata) {
    Instant asked = procedures.clock().instant();
    BackendResponse response =
        procedures
            .backend()
            .call(
                BackendRequest.of("GET", call.bucket(), "")
                    .withQuery(withMetadata ? query + "&metadata=true" : query),
                MAX_LISTING_BYTES);
    if (!response.head().isSuccess()) {
      throw BackendErrors.of(response);
    }
    Headers headers = response.head().headers();
    return new Page(
        headers, ListObjectsResult.parse(response.body()), withMetadata, listed(asked, headers));
  }

  /** The moment of a listing by the store's clock or by Sealgate's, whichever is behind. */
  private static Instant listed(Instant asked, Headers answer) {
    String date = answer.first("Date");
    return Optional.ofNullable(date).flatMap(HttpDate::parse).filter(asked::isAfter).orElse(asked);
  }

  /** Whether the rows will say what is sealed; a backend that cannot be asked is not relied on. */
  private boolean listsMetadata(S3Operation operation) {
    return switch (operation) {
      case LIST_OBJECTS_V2 -> capabilities.await().works(Capability.METADATA_LISTING);
      case LIST_OBJECT_VERSIONS -> capabilities.await().works(Capability.METADATA_VERSION_LISTING);
      default -> false;
    };
  }

  private List<@Nullable PlaintextRow> shown(Call call, Page page) {
    List<ListedObject> objects = page.listing().objects();
    Semaphore places = new Semaphore(CONCURRENT_ROWS);
    List<CompletableFuture<Optional<PlaintextRow>>> looking = new ArrayList<>(objects.size());
    for (ListedObject object : objects) {
      looking.add(
          rows.known(call, object)
              .map(CompletableFuture::completedFuture)
              .orElseGet(() -> look(call, object, page, places)));
    }
    List<@Nullable PlaintextRow> shown = new ArrayList<>(looking.size());
    for (CompletableFuture<Optional<PlaintextRow>> row : looking) {
      shown.add(row.join().orElse(null));
    }
    return shown;
  }

  private CompletableFuture<Optional<PlaintextRow>> look(
      Call call, ListedObject object, Page page, Semaphore places) {
    places.acquireUninterruptibly();
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return rows.look(call, object, page.withMetadata(), page.listed());
          } finally {
            places.release();
          }
        },
        procedures.workers());
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
          "key-marker",
          "list-type",
          "marker",
          "max-keys",
          "prefix",
          "start-after",
          "version-id-marker",
          "versions");

  /** What the backend answered, and when. */
  private record Page(
      Headers headers, ListObjectsResult listing, boolean withMetadata, Instant listed) {}
}
