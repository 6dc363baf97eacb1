/**
 * What a request says of a copy besides its source and its encryption: conditions on the source, a
 * range of it, and what the new object is stored with.
 */
@NullMarked
package io.sealgate.s3.copy;

import org.jspecify.annotations.NullMarked;
