/** Objects as they are stored: new ones are sealed, stored ones opened. No socket, no S3 header. */
@NullMarked
package io.sealgate.proxy.sealing;

import org.jspecify.annotations.NullMarked;
