/** What takes minutes or gigabytes: run with {@code -Pnightly}, results committed. */
@NullMarked
package io.sealgate.it.nightly;

import org.jspecify.annotations.NullMarked;
