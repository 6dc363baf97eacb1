/**
 * Deterministic CBOR (RFC 8949 §4.2.1) as the object format uses it: maps with small integer keys,
 * read and written by hand-shaped codecs, no data binding.
 */
@NullMarked
package io.sealgate.crypto.cbor;

import org.jspecify.annotations.NullMarked;
