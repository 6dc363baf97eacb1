/**
 * What the backend is able to do: found out by asking it to, since stores differ and do not tell.
 */
@NullMarked
package io.sealgate.proxy.capability;

import org.jspecify.annotations.NullMarked;
