package io.sealgate.proxy.capability;

import io.sealgate.auth.HeaderList;
import io.sealgate.crypto.body.Digests;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.s3.ETagText;
import io.sealgate.s3.multipart.ClaimedPart;
import io.sealgate.s3.route.PercentEncoding;
import io.sealgate.s3.xml.CompleteMultipartUpload;
import io.sealgate.s3.xml.InitiateMultipartUploadResult;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Whether a backend enforces conditions on Complete, and tells the parts of an object. */
final class UploadProbes {

  private final ProbeFolder folder;

  UploadProbes(ProbeFolder folder) {
    this.folder = folder;
  }

  Support createOnlyComplete() {
    folder.put("create-only-complete");
    HeaderList condition = HeaderList.of("If-None-Match", "*");
    Support refusal = ProbeFolder.refusal(complete("create-only-complete", condition));
    return refusal == Support.WORKS
        ? ProbeFolder.success(complete("create-only-complete-new", condition))
        : refusal;
  }

  Support matchingComplete() {
    String eTag = folder.put("matching-complete");
    Support refusal =
        ProbeFolder.refusal(
            complete("matching-complete", HeaderList.of("If-Match", ProbeFolder.OTHER_ETAG)));
    return refusal == Support.WORKS
        ? ProbeFolder.success(complete("matching-complete", HeaderList.of("If-Match", eTag)))
        : refusal;
  }

  Support partHead() {
    requireDone(complete("part-head", new HeaderList()));
    BackendResponse head =
        folder.call(folder.request("HEAD", "part-head").withQuery("partNumber=1"));
    Support support = ProbeFolder.success(head);
    return support == Support.WORKS && head.head().headers().first("x-amz-mp-parts-count") == null
        ? Support.IGNORED
        : support;
  }

  Support objectParts() {
    requireDone(complete("object-parts", new HeaderList()));
    BackendResponse attributes =
        folder.call(
            folder
                .request("GET", "object-parts")
                .withQuery("attributes=")
                .withHeaders(HeaderList.of("x-amz-object-attributes", "ObjectParts")));
    Support support = ProbeFolder.success(attributes);
    return support == Support.WORKS
            && !new String(attributes.body(), StandardCharsets.UTF_8).contains("PartsCount>1<")
        ? Support.IGNORED
        : support;
  }

  /** An upload of one part, from its creation to its completion; what is left of it is aborted. */
  private BackendResponse complete(String name, HeaderList condition) {
    BackendResponse created = folder.call(folder.request("POST", name).withQuery("uploads="));
    requireDone(created);
    String upload =
        "uploadId="
            + PercentEncoding.encodeQuery(
                InitiateMultipartUploadResult.parseUploadId(created.body()));
    boolean completed = false;
    try {
      BackendResponse response = complete(name, upload, condition);
      completed = ProbeFolder.succeeded(response);
      return response;
    } finally {
      if (!completed) {
        folder.call(folder.request("DELETE", name).withQuery(upload));
      }
    }
  }

  private BackendResponse complete(String name, String upload, HeaderList condition) {
    BackendResponse part =
        folder.call(
            folder
                .request("PUT", name)
                .withQuery("partNumber=1&" + upload)
                .withBody(ProbeFolder.CONTENT));
    requireDone(part);
    String eTag = part.head().headers().first("ETag");
    if (eTag == null) {
      throw new BackendException("the backend gives no ETag for a part");
    }
    ClaimedPart claimed = new ClaimedPart(1, ETagText.unquoted(eTag), Digests.NONE);
    BackendRequest request =
        folder
            .request("POST", name)
            .withQuery(upload)
            .withHeaders(condition)
            .withBody(new CompleteMultipartUpload(List.of(claimed)).write());
    return folder.call(request);
  }

  private static void requireDone(BackendResponse response) {
    if (!ProbeFolder.succeeded(response)) {
      throw new BackendException(
          "the backend answers " + response.head().status() + " to a multipart upload");
    }
  }
}
