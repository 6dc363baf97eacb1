@NullMarked
package io.sealgate.proxy.call;

import org.jspecify.annotations.NullMarked;
