package io.sealgate.proxy.operation.multipart;

import io.sealgate.auth.HeaderList;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.call.BackendErrors;
import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.s3.body.ChecksumKind;
import io.sealgate.s3.headers.AnswerHeaders;
import io.sealgate.s3.route.PercentEncoding;
import io.sealgate.s3.route.QueryParameters;
import io.sealgate.s3.xml.ListMultipartUploadsResult;
import io.sealgate.s3.xml.Owner;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * ListMultipartUploads: the backend's listing. Which checksum an upload declared is not shown, as
 * that would take a document for each.
 */
final class UploadListing {

  private static final List<String> PASSED =
      List.of("delimiter", "key-marker", "max-uploads", "prefix", "upload-id-marker");

  Plan plan(Call call) {
    return new Plan.Fetch(
        BackendRequest.of("GET", call.bucket(), "").withQuery(query(call.s3().query())),
        response -> answer(call, response));
  }

  private static Plan answer(Call call, BackendResponse response) {
    if (!response.head().isSuccess()) {
      throw BackendErrors.of(response);
    }
    ListMultipartUploadsResult listing = ListMultipartUploadsResult.parse(response.body());
    List<@Nullable ChecksumKind> unshown =
        Collections.nCopies(listing.uploads().size(), (ChecksumKind) null);
    HeaderList headers = AnswerHeaders.passed(call.s3().operation(), response.head().headers());
    headers.set("Content-Type", "application/xml");
    byte[] body =
        listing.rewrite(
            unshown,
            new Owner(call.principal().accountId(), null),
            "url".equals(call.s3().query().first("encoding-type")));
    return new Plan.Answer(new S3Response(200, headers, body));
  }

  /** The client's parameters, with keys asked for in a form that no character breaks. */
  private static String query(QueryParameters parameters) {
    StringBuilder query = new StringBuilder("uploads=&encoding-type=url");
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
}
