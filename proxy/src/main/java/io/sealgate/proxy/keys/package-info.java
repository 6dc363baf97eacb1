/** Data keys for the proxy: from the cache, else from the key service, never on an event loop. */
@NullMarked
package io.sealgate.proxy.keys;

import org.jspecify.annotations.NullMarked;
