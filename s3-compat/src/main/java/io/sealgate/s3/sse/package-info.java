@NullMarked
package io.sealgate.s3.sse;

import org.jspecify.annotations.NullMarked;
