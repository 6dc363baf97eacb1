@NullMarked
package io.sealgate.s3.read;

import org.jspecify.annotations.NullMarked;
