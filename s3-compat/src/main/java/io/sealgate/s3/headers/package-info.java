@NullMarked
package io.sealgate.s3.headers;

import org.jspecify.annotations.NullMarked;
