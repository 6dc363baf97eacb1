/** What each S3 operation does, as plans: pure decisions over values, no socket. */
@NullMarked
package io.sealgate.proxy.operation;

import org.jspecify.annotations.NullMarked;
