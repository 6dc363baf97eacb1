package io.sealgate.proxy.operation.write;

import io.sealgate.auth.Headers;
import io.sealgate.crypto.body.Digests;
import io.sealgate.proxy.call.ObjectAccess;
import io.sealgate.s3.sse.EffectiveEncryption;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An object that is to be sealed.
 *
 * @param access where it will be, and for whom it is sealed
 * @param metadata the user metadata that it will be stored with, among other headers
 * @param encryption how
 * @param plaintextBytes exactly how long it is
 * @param digests asked once, when the body is complete
 * @param knownDigests the same, when they are known before the first byte is sent; else null
 */
public record NewObject(
    ObjectAccess access,
    Headers metadata,
    EffectiveEncryption encryption,
    long plaintextBytes,
    Supplier<Digests> digests,
    @Nullable Digests knownDigests) {}
