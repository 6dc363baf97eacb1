/** The store behind Sealgate: requests to it, its connections, one pool for each event loop. */
@NullMarked
package io.sealgate.proxy.backend;

import org.jspecify.annotations.NullMarked;
