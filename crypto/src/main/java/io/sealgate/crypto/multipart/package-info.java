/**
 * What makes the parts of a multipart upload one object: part notes while it is open, the
 * completion record afterwards (FORMAT §4).
 */
@NullMarked
package io.sealgate.crypto.multipart;

import org.jspecify.annotations.NullMarked;
