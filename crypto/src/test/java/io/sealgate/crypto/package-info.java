@NullMarked
package io.sealgate.crypto;

import org.jspecify.annotations.NullMarked;
