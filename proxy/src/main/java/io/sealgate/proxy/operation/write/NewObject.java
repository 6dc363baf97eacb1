package io.sealgate.proxy.operation.write;

import io.sealgate.crypto.body.Digests;
import io.sealgate.proxy.call.Call;
import io.sealgate.s3.sse.EffectiveEncryption;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An object that is to be sealed.
 *
 * @param call the request that makes it
 * @param encryption how
 * @param plaintextBytes exactly how long it is
 * @param digests asked once, when the body is complete
 * @param knownDigests the same, when they are known before the first byte is sent; else null
 */
public record NewObject(
    Call call,
    EffectiveEncryption encryption,
    long plaintextBytes,
    Supplier<Digests> digests,
    @Nullable Digests knownDigests) {}
