/**
 * The sealed, crash-safe store on disk: it knows records, versions and keys that seal them, and
 * nothing of what the records mean.
 */
@NullMarked
package io.sealgate.kms.store;

import org.jspecify.annotations.NullMarked;
