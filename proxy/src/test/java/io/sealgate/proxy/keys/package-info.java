@NullMarked
package io.sealgate.proxy.keys;

import org.jspecify.annotations.NullMarked;
