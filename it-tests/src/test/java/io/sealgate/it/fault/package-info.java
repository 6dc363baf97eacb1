/** Faults of the network, the store, the key service and the clients, and what comes of them. */
@NullMarked
package io.sealgate.it.fault;

import org.jspecify.annotations.NullMarked;
