package io.sealgate.proxy.backend;

import org.jspecify.annotations.Nullable;

/**
 * A request as it goes on the wire.
 *
 * @param method its method
 * @param head its head as it goes over the wire
 * @param framing what is put around its body; null when the body is sent as it is
 */
@SuppressWarnings("ArrayRecordComponent") // made once, sent once and never changed
record SignedRequest(String method, byte[] head, @Nullable ChunkedBody framing) {}
