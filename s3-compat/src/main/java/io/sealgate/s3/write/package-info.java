/** The conditions of writes and deletes, which hold against what is there at that moment. */
@NullMarked
package io.sealgate.s3.write;

import org.jspecify.annotations.NullMarked;
