package io.sealgate.proxy.start;

import io.sealgate.auth.HeaderList;
import io.sealgate.kms.wire.KmsAnswer;
import io.sealgate.kms.wire.KmsEndpoint;
import io.sealgate.proxy.admin.DocumentAnswer;
import io.sealgate.proxy.admin.DocumentServer;
import io.sealgate.proxy.config.Address;
import io.sealgate.proxy.server.Transport;
import java.util.Arrays;
import java.util.concurrent.Executor;

/** The embedded key service on its own address, in the protocol of AWS KMS. */
final class KmsServer {

  private KmsServer() {}

  static DocumentServer open(
      KmsEndpoint endpoint,
      Address address,
      Transport transport,
      EventLoops loops,
      Executor workers) {
    return DocumentServer.open(
        loops.group(),
        transport.serverChannel(),
        address,
        (head, body) -> {
          KmsAnswer answer = endpoint.answer(head, body);
          Arrays.fill(body, (byte) 0); // it may hold a plaintext
          HeaderList headers = new HeaderList();
          answer.headers().forEach(line -> headers.add(line.getKey(), line.getValue()));
          return new DocumentAnswer(answer.status(), headers, answer.body());
        },
        workers);
  }
}
