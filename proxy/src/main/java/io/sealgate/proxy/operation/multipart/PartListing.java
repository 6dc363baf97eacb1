package io.sealgate.proxy.operation.multipart;

import io.sealgate.auth.HeaderList;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.proxy.system.PartNotes;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.headers.AnswerHeaders;
import io.sealgate.s3.xml.InitiateMultipartUploadResult;
import io.sealgate.s3.xml.ListPartsResult;
import io.sealgate.s3.xml.Owner;
import io.sealgate.s3.xml.PartPage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * ListParts: what the backend holds, as far as notes tell what it is, with the sizes and ETags that
 * clients know. Needs the upload's document, but neither the customer's key nor a right to the KMS
 * key. A procedure.
 */
final class PartListing {

  private final OpenUploads uploads;
  private final PartNotes notes;
  private final BackendParts backendParts;
  private final Executor workers;

  PartListing(OpenUploads uploads, PartNotes notes, BackendParts backendParts, Executor workers) {
    this.uploads = uploads;
    this.notes = notes;
    this.backendParts = backendParts;
    this.workers = workers;
  }

  Plan plan(Call call) {
    int marker = number(call, "part-number-marker", 0);
    int maxParts = number(call, "max-parts", PartPage.MOST_PARTS);
    return new Plan.Await(
        CompletableFuture.supplyAsync(() -> list(call, marker, maxParts), workers));
  }

  private Plan list(Call call, int marker, int maxParts) {
    try (OpenUpload upload = uploads.read(call)) {
      PartRows rows = new PartRows(notes, upload, Math.min(maxParts, PartPage.MOST_PARTS));
      BackendResponse response = backendParts.page(call, marker);
      ListPartsResult page = ListPartsResult.parse(response.body());
      rows.add(page);
      int from = marker;
      while (page.page().truncated() && !rows.full()) {
        from = BackendParts.requireNext(from, page);
        page = ListPartsResult.parse(backendParts.page(call, from).body());
        rows.add(page);
      }
      HeaderList headers = AnswerHeaders.passed(call.s3().operation(), response.head().headers());
      headers.set("Content-Type", "application/xml");
      byte[] body =
          new ListPartsResult(
                  new InitiateMultipartUploadResult(
                      call.bucket(), call.key(), upload.name().uploadId()),
                  new PartPage(marker, rows.last(), rows.limit(), rows.full()),
                  page.storageClass(),
                  upload.declaredChecksum(),
                  rows.shown())
              .write(new Owner(call.principal().accountId(), null));
      return new Plan.Answer(new S3Response(200, headers, body));
    }
  }

  private static int number(Call call, String parameter, int unlessGiven) {
    String text = call.s3().query().first(parameter);
    if (text == null) {
      return unlessGiven;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException none) {
      // refused below
    }
    throw new S3Exception(
            S3Error.INVALID_ARGUMENT,
            "Provided " + parameter + " not an integer or within integer range")
        .with("ArgumentName", parameter)
        .with("ArgumentValue", text);
  }
}
