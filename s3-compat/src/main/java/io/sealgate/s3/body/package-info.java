/**
 * Request bodies as clients send them: their framing, and what clients promise about them. Push
 * style, no sockets, no threads.
 */
@NullMarked
package io.sealgate.s3.body;

import org.jspecify.annotations.NullMarked;
