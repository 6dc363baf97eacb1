package io.sealgate.proxy.backend;

import io.netty.handler.codec.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * A request as it goes on the wire.
 *
 * @param head its head, with all its headers
 * @param framing what is put around its body; null when the body is sent as it is
 */
record SignedRequest(HttpRequest head, @Nullable ChunkedBody framing) {}
