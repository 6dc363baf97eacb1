/**
 * Sealgate's own documents as they lie in the system bucket, each sealed under a data key of the
 * service key and bound to what it is and where it belongs (FORMAT §8).
 */
@NullMarked
package io.sealgate.crypto.document;

import org.jspecify.annotations.NullMarked;
