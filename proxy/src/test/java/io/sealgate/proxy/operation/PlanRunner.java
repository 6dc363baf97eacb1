package io.sealgate.proxy.operation;

import io.sealgate.crypto.Transform;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.backend.BackendHead;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.exchange.S3Response;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CompletionException;

/**
 * Carries plans out by hand, without a socket: what an exchange does, against a store in memory.
 */
final class PlanRunner {

  private static final int PIECE_BYTES = 50_001;

  private final MemoryStore store;
  private byte[] opened = new byte[0];

  PlanRunner(MemoryStore store) {
    this.store = store;
  }

  /** The answer that the plans end in. */
  S3Response run(Plan first, byte[] clientBody) {
    Plan plan = first;
    while (true) {
      switch (plan) {
        case Plan.Answer(S3Response response) -> {
          return response;
        }
        case Plan.Await await -> plan = join(await);
        case Plan.Receive receive -> {
          byte[] body = through(receive.body(), clientBody);
          plan = receive.then().apply(body);
        }
        case Plan.Fetch fetch -> {
          BackendResponse response = store.answer(fetch.request());
          boolean hasBody = !fetch.request().method().equals("HEAD");
          if (hasBody && response.body().length > fetch.answerLimitBytes()) {
            throw new BackendException("longer than " + fetch.answerLimitBytes() + " bytes");
          }
          plan = fetch.then().apply(response);
        }
        case Plan.Upload upload -> {
          byte[] stored = through(upload.body(), clientBody);
          requireLength(stored, upload.storedBytes());
          plan = upload.then().apply(store.answer(upload.request().withBody(stored)));
        }
        case Plan.Transfer transfer -> {
          BackendResponse source = store.answer(transfer.download());
          transfer.requireSource().accept(source.head());
          byte[] stored = through(transfer.body(), source.body());
          requireLength(stored, transfer.storedBytes());
          plan = transfer.then().apply(store.answer(transfer.request().withBody(stored)));
        }
        case Plan.KeepAlive patient -> plan = patient.first();
        case Plan.Download download -> {
          BackendResponse response = store.answer(download.request());
          opened = response.body();
          BackendHead head = response.head();
          plan = download.then().apply(head);
        }
        case Plan.DownloadAndFetch both -> {
          BackendResponse response = store.answer(both.download());
          opened = response.body();
          plan = both.then().apply(response.head(), store.answer(both.fetch()));
        }
        case Plan.Collect collect -> plan = collect.then().apply(opened);
        case Plan.Relay relay -> {
          byte[] body = through(relay.body(), opened);
          requireLength(body, relay.lengthBytes());
          return new S3Response(relay.status(), relay.headers(), body);
        }
      }
    }
  }

  private static void requireLength(byte[] body, long announcedBytes) {
    if (body.length != announcedBytes) {
      throw new AssertionError(body.length + " bytes, announced " + announcedBytes);
    }
  }

  /** What there is to do once all waiting is over. */
  static Plan ready(Plan first) {
    Plan plan = first;
    while (plan instanceof Plan.Await await) {
      plan = join(await);
    }
    return plan;
  }

  private static Plan join(Plan.Await await) {
    try {
      return await.next().toCompletableFuture().join();
    } catch (CompletionException failure) {
      if (failure.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw failure;
    }
  }

  private static byte[] through(Transform transform, byte[] input) {
    try (transform) {
      ByteArrayOutputStream output = new ByteArrayOutputStream();
      for (int offset = 0; offset < input.length; offset += PIECE_BYTES) {
        byte[] piece =
            Arrays.copyOfRange(input, offset, Math.min(input.length, offset + PIECE_BYTES));
        ByteBuffer out = ByteBuffer.allocate(transform.outputBound(piece.length));
        transform.update(ByteBuffer.wrap(piece), out);
        output.write(out.array(), 0, out.position());
      }
      ByteBuffer end = ByteBuffer.allocate(transform.outputBound(0));
      transform.finish(end);
      output.write(end.array(), 0, end.position());
      return output.toByteArray();
    }
  }
}
