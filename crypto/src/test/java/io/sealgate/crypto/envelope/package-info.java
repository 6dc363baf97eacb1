@NullMarked
package io.sealgate.crypto.envelope;

import org.jspecify.annotations.NullMarked;
