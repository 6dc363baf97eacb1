@NullMarked
package io.sealgate.crypto.body;

import org.jspecify.annotations.NullMarked;
