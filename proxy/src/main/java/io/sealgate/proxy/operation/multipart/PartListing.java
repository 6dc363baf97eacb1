package io.sealgate.proxy.operation.multipart;

import io.sealgate.auth.HeaderList;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.call.Procedures;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.proxy.system.PartNotes;
import io.sealgate.s3.headers.AnswerHeaders;
import io.sealgate.s3.multipart.PartsAsked;
import io.sealgate.s3.sse.CustomerKey;
import io.sealgate.s3.sse.SseHeaders;
import io.sealgate.s3.xml.InitiateMultipartUploadResult;
import io.sealgate.s3.xml.ListPartsResult;
import io.sealgate.s3.xml.Owner;
import io.sealgate.s3.xml.PartPage;

/**
 * ListParts: what the backend holds, as far as notes tell what it is, with the sizes and ETags that
 * clients know. Needs the upload's document, but neither the customer's key nor a right to the KMS
 * key. A procedure.
 */
final class PartListing {

  private final OpenUploads uploads;
  private final PartNotes notes;
  private final BackendParts backendParts;
  private final SseHeaders sseHeaders;
  private final Procedures procedures;

  PartListing(
      OpenUploads uploads,
      PartNotes notes,
      BackendParts backendParts,
      SseHeaders sseHeaders,
      Procedures procedures) {
    this.uploads = uploads;
    this.notes = notes;
    this.backendParts = backendParts;
    this.sseHeaders = sseHeaders;
    this.procedures = procedures;
  }

  Plan plan(Call call) {
    PartsAsked asked = PartsAsked.of(call.s3().query());
    // The key is not needed; what is sent of one has to be right all the same.
    sseHeaders.ofRead(call.headers(), call.client().secure()).ifPresent(CustomerKey::close);
    return procedures.plan(() -> list(call, asked));
  }

  private Plan list(Call call, PartsAsked asked) {
    try (OpenUpload upload = uploads.read(call)) {
      PartRows rows = new PartRows(notes, upload, asked);
      BackendResponse response = backendParts.page(call, asked.marker());
      ListPartsResult page = ListPartsResult.parse(response.body());
      rows.add(page);
      int from = asked.marker();
      while (page.page().truncated() && !rows.full()) {
        from = BackendParts.requireNext(from, page);
        page = ListPartsResult.parse(backendParts.page(call, from).body());
        rows.add(page);
      }
      if (rows.isEmpty()) {
        uploads.requireOpen(call); // a backend may show an upload that is over as one without parts
      }
      HeaderList headers = AnswerHeaders.passed(call.s3().operation(), response.head().headers());
      headers.set("Content-Type", "application/xml");
      byte[] body =
          new ListPartsResult(
                  new InitiateMultipartUploadResult(
                      call.bucket(), call.key(), upload.name().uploadId()),
                  new PartPage(asked.marker(), rows.last(), asked.most(), rows.full()),
                  page.storageClass(),
                  upload.declaredChecksum(),
                  rows.shown())
              .write(new Owner(call.principal().accountId(), null));
      return new Plan.Answer(new S3Response(200, headers, body));
    }
  }
}
