package io.sealgate.proxy.start;

import io.netty.handler.ssl.SslContext;
import io.sealgate.auth.HeaderList;
import io.sealgate.kms.wire.KmsAnswer;
import io.sealgate.kms.wire.KmsEndpoint;
import io.sealgate.proxy.admin.DocumentAnswer;
import io.sealgate.proxy.admin.DocumentServer;
import io.sealgate.proxy.config.Address;
import io.sealgate.proxy.server.Transport;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The embedded key service on its own address, in the protocol of AWS KMS. */
final class KmsServer {

  private static final Logger LOG = LoggerFactory.getLogger(KmsServer.class);

  private KmsServer() {}

  static DocumentServer open(
      KmsEndpoint endpoint,
      Address address,
      @Nullable SslContext tls,
      Transport transport,
      EventLoops loops,
      Executor workers) {
    DocumentServer server =
        DocumentServer.open(
            loops.group(),
            transport.serverChannel(),
            address,
            tls,
            (head, body) -> {
              KmsAnswer answer = endpoint.answer(head, body);
              HeaderList headers = new HeaderList();
              answer.headers().forEach(line -> headers.add(line.getKey(), line.getValue()));
              return new DocumentAnswer(answer.status(), headers, answer.body());
            },
            workers);
    if (tls == null && !server.isLoopback()) {
      LOG.warn(
          "the key service on {} speaks plain HTTP: whoever listens on the network reads data keys."
              + " kms.tls gives it a certificate",
          server.address());
    }
    return server;
  }
}
