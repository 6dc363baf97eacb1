package io.sealgate.proxy.operation.copy;

import io.sealgate.proxy.call.Call;
import io.sealgate.s3.copy.CopyConditions;
import io.sealgate.s3.copy.CopyDirectives;
import io.sealgate.s3.route.CopySource;
import io.sealgate.s3.sse.CustomerKey;
import io.sealgate.s3.sse.EffectiveEncryption;
import io.sealgate.s3.write.WriteCondition;
import org.jspecify.annotations.Nullable;

/**
 * What a CopyObject asks for.
 *
 * @param call as it came
 * @param source what is to be copied
 * @param sourceKey the key that came for it, null when none did
 * @param sourceConditions what is demanded of it
 * @param directives whose metadata and tags the copy gets
 * @param encryption how the copy is stored
 * @param condition what is demanded of the object that the copy replaces
 */
record CopyRequest(
    Call call,
    CopySource source,
    @Nullable CustomerKey sourceKey,
    CopyConditions sourceConditions,
    CopyDirectives directives,
    EffectiveEncryption encryption,
    WriteCondition condition) {}
