@NullMarked
package io.sealgate.proxy;

import org.jspecify.annotations.NullMarked;
