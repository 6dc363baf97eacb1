@NullMarked
package io.sealgate.crypto.key;

import org.jspecify.annotations.NullMarked;
