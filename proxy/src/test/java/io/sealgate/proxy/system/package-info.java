@NullMarked
package io.sealgate.proxy.system;

import org.jspecify.annotations.NullMarked;
