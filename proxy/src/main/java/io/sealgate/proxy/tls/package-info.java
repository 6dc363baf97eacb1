/** Certificates and keys of the listeners, and what Netty needs of them. */
@NullMarked
package io.sealgate.proxy.tls;

import org.jspecify.annotations.NullMarked;
