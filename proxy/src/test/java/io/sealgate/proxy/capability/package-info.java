@NullMarked
package io.sealgate.proxy.capability;

import org.jspecify.annotations.NullMarked;
