/** What is known of each request when it has ended: the access log and the meters. */
@NullMarked
package io.sealgate.proxy.telemetry;

import org.jspecify.annotations.NullMarked;
