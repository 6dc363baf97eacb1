/** HTTP/1.1 on Netty: heads are parsed, bodies of known length pass as plain buffers. */
@NullMarked
package io.sealgate.proxy.http;

import org.jspecify.annotations.NullMarked;
