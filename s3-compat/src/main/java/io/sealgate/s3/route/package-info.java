@NullMarked
package io.sealgate.s3.route;

import org.jspecify.annotations.NullMarked;
