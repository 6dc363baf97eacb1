package io.sealgate.proxy.operation.multipart;

import io.sealgate.proxy.backend.BackendCalls;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.call.BackendErrors;
import io.sealgate.proxy.call.Call;
import io.sealgate.s3.ETagText;
import io.sealgate.s3.xml.ListPartsResult;
import java.util.HashMap;
import java.util.Map;

/**
 * The parts that the backend holds of an upload. Blocks: for procedures on virtual threads only.
 */
final class BackendParts {

  private static final int MAX_LISTING_BYTES = 8 * 1024 * 1024;
  private static final int PAGE_PARTS = 1000;

  private final BackendCalls backend;

  BackendParts(BackendCalls backend) {
    this.backend = backend;
  }

  /**
   * One page of the listing. It may begin before the marker: some backends know no markers and
   * always list everything.
   *
   * @param marker the number behind which it starts, 0 for the first
   * @throws RuntimeException the backend's error
   */
  BackendResponse page(Call call, int marker) {
    BackendResponse response = ask(call, marker == 0 ? "" : "&part-number-marker=" + marker);
    if (response.head().status() == 501 && marker > 0) {
      response = ask(call, "");
    }
    if (!response.head().isSuccess()) {
      throw BackendErrors.of(response);
    }
    return response;
  }

  /**
   * Checks that the upload is open.
   *
   * @throws RuntimeException the backend's error: NoSuchUpload when it is not
   */
  void requireOpen(Call call) {
    page(call, 0);
  }

  /** The ETag of each part, without quotes, by part number. */
  Map<Integer, String> eTags(Call call) {
    Map<Integer, String> eTags = new HashMap<>();
    all(call).forEach((number, part) -> eTags.put(number, ETagText.unquoted(part.eTag())));
    return eTags;
  }

  /** Each part as the backend lists it, by part number. */
  Map<Integer, ListPartsResult.Part> all(Call call) {
    Map<Integer, ListPartsResult.Part> parts = new HashMap<>();
    int marker = 0;
    while (true) {
      ListPartsResult page = ListPartsResult.parse(page(call, marker).body());
      for (ListPartsResult.Part part : page.parts()) {
        parts.put(part.number(), part);
      }
      if (!page.page().truncated()) {
        return parts;
      }
      marker = requireNext(marker, page);
    }
  }

  /**
   * Where the next page starts: a listing that does not go on must not be taken for a whole one.
   */
  static int requireNext(int marker, ListPartsResult page) {
    int next = page.page().nextMarker();
    if (next <= marker) {
      throw new BackendException("the backend's listing of parts does not go on");
    }
    return next;
  }

  private BackendResponse ask(Call call, String marker) {
    BackendRequest request = UploadQuery.request("GET", call);
    return backend.call(
        request.withQuery(request.rawQuery() + "&max-parts=" + PAGE_PARTS + marker),
        MAX_LISTING_BYTES);
  }
}
