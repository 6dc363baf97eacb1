@NullMarked
package io.sealgate.crypto.cbor;

import org.jspecify.annotations.NullMarked;
