/**
 * The XML documents of S3 that Sealgate reads, writes or rewrites. Hardened: no document type, no
 * entities, limits on size, depth and count.
 */
@NullMarked
package io.sealgate.s3.xml;

import org.jspecify.annotations.NullMarked;
