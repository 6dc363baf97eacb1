@NullMarked
package io.sealgate.proxy.object;

import org.jspecify.annotations.NullMarked;
