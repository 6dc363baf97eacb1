/**
 * The envelope: the metadata entry that holds an object's sealed secrets and how to find their keys
 * (FORMAT §3).
 */
@NullMarked
package io.sealgate.crypto.envelope;

import org.jspecify.annotations.NullMarked;
