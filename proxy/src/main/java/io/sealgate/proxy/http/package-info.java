/**
 * HTTP/1.1 on Netty: heads are parsed and written, bodies of known length pass as plain buffers.
 */
@NullMarked
package io.sealgate.proxy.http;

import org.jspecify.annotations.NullMarked;
