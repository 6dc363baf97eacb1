@NullMarked
package io.sealgate.crypto.document;

import org.jspecify.annotations.NullMarked;
