@NullMarked
package io.sealgate.proxy.tls;

import org.jspecify.annotations.NullMarked;
