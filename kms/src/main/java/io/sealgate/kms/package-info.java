@NullMarked
package io.sealgate.kms;

import org.jspecify.annotations.NullMarked;
