/** What the demo is played on: a backend, a key service, a proxy, and clients of each. */
@NullMarked
package io.sealgate.demo.stage;

import org.jspecify.annotations.NullMarked;
