package io.sealgate.kms.wire;

import io.sealgate.auth.CredentialStore;
import io.sealgate.auth.HeaderList;
import io.sealgate.auth.Principal;
import io.sealgate.auth.RequestHead;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.kms.KmsException;
import io.sealgate.kms.engine.KmsEngine;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The embedded key service as its clients see it over HTTP: the protocol of AWS KMS, so that the
 * AWS CLI and every SDK can drive it.
 *
 * <p>Sans-IO: a request comes in whole and is answered with a value. Checks come in AWS's order:
 * signature, operation, the shape of the members, and then those of the engine. Safe for use by
 * many threads; operations that change something wait for the disk.
 */
public final class KmsEndpoint {

  /** The longest body that is read; a server may refuse a longer one before it has come. */
  public static final int MAX_BODY_BYTES = 256 * 1024;

  private static final String CONTENT_TYPE = "application/x-amz-json-1.1";

  private final KmsEngine engine;
  private final RequestAuthenticator authenticator;
  private final RandomBytes requestIds;

  /**
   * An endpoint.
   *
   * @param engine carries the operations out; stays its owner's
   * @param clients who may sign requests
   * @param region that requests must be signed for
   * @param clock that their dates are held against
   * @param requestIds where {@code x-amzn-RequestId} comes from
   */
  public KmsEndpoint(
      KmsEngine engine,
      CredentialStore clients,
      String region,
      InstantSource clock,
      RandomBytes requestIds) {
    this.engine = engine;
    this.authenticator = new RequestAuthenticator(clients, region, clock);
    this.requestIds = requestIds;
  }

  /**
   * Answers one request; every refusal is an answer too.
   *
   * @param head the request's head as it came
   * @param body its whole body; not changed, may hold plaintexts, so the caller zeroes it
   */
  public KmsAnswer answer(RequestHead head, byte[] body) {
    try {
      return answer(200, run(head, body));
    } catch (WireException e) {
      return error(e.error().status(), e.error().wireName(), e.getMessage());
    } catch (KmsException e) {
      return error(e.error().status(), e.error().wireName(), e.getMessage());
    }
  }

  private byte[] run(RequestHead head, byte[] body) {
    if (body.length > MAX_BODY_BYTES) {
      throw new WireException(WireError.REQUEST_TOO_LARGE, "");
    }
    Principal caller = authenticator.authenticate(head, body);
    Operation operation = operationOf(head);
    AnswerBody answer = new AnswerBody();
    try (Arguments arguments = RequestParser.parse(body, operation.parameters())) {
      operation.run(engine, caller, arguments, answer);
    }
    return answer.finish();
  }

  private static Operation operationOf(RequestHead head) {
    List<String> targets = head.headers().all("X-Amz-Target");
    Operation operation =
        targets.size() == 1 && isRpc(head) ? Operation.forTarget(targets.getFirst()) : null;
    if (operation == null) {
      throw new WireException(WireError.UNKNOWN_OPERATION, "");
    }
    return operation;
  }

  /** Whether the request is one of this protocol: AWS has others, and other services. */
  private static boolean isRpc(RequestHead head) {
    String contentType = head.headers().first("Content-Type");
    return head.method().equals("POST")
        && head.rawPath().equals("/")
        && contentType != null
        && contentType.regionMatches(true, 0, CONTENT_TYPE, 0, CONTENT_TYPE.length())
        && (contentType.length() == CONTENT_TYPE.length()
            || contentType.charAt(CONTENT_TYPE.length()) == ';');
  }

  private KmsAnswer error(int status, String type, @Nullable String message) {
    AnswerBody answer = new AnswerBody();
    answer.text("__type", type);
    // AWS leaves the message out where it has none.
    answer.text("message", message == null || message.isEmpty() ? null : message);
    return answer(status, answer.finish());
  }

  private KmsAnswer answer(int status, byte[] body) {
    return new KmsAnswer(
        status,
        HeaderList.of("x-amzn-RequestId", newRequestId(), "Content-Type", CONTENT_TYPE),
        body);
  }

  /** A version 4 UUID (RFC 9562 §5.4). */
  private String newRequestId() {
    ByteBuffer random = ByteBuffer.wrap(requestIds.bytes(2 * Long.BYTES));
    long high = (random.getLong() & ~0xF000L) | 0x4000L;
    long low = (random.getLong() & ~(0b11L << 62)) | (0b10L << 62);
    return new UUID(high, low).toString();
  }
}
