/** What listens: event loops, listeners, limits on connections, draining. */
@NullMarked
package io.sealgate.proxy.server;

import org.jspecify.annotations.NullMarked;
