/** Tests of HTTP/1.1 on Netty. */
@NullMarked
package io.sealgate.proxy.http;

import org.jspecify.annotations.NullMarked;
