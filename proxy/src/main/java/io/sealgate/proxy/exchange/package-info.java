/**
 * One client request run to its end: plans, the state machine that runs them, and client
 * connections.
 */
@NullMarked
package io.sealgate.proxy.exchange;

import org.jspecify.annotations.NullMarked;
