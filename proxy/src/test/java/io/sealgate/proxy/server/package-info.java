/** Tests with real sockets of what listens. */
@NullMarked
package io.sealgate.proxy.server;

import org.jspecify.annotations.NullMarked;
