/** The server: what is started, and how a running one is held. */
@NullMarked
package io.sealgate.proxy;

import org.jspecify.annotations.NullMarked;
