/**
 * Multipart uploads: every part is sealed by itself, by whichever replica gets it, and the
 * completed object is pinned by a record (FORMAT §4).
 */
@NullMarked
package io.sealgate.proxy.operation.multipart;

import org.jspecify.annotations.NullMarked;
