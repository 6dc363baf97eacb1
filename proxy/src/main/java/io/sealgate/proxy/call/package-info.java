/**
 * A request that is understood and authentic, and what every operation makes of one: its body
 * checked, the backend's errors translated.
 */
@NullMarked
package io.sealgate.proxy.call;

import org.jspecify.annotations.NullMarked;
