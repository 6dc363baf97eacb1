@NullMarked
package io.sealgate.kms.aws;

import org.jspecify.annotations.NullMarked;
