@NullMarked
package io.sealgate.s3;

import org.jspecify.annotations.NullMarked;
