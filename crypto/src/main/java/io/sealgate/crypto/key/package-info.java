/** Key types that are zeroed when closed, and the cache of data keys. */
@NullMarked
package io.sealgate.crypto.key;

import org.jspecify.annotations.NullMarked;
