/** AWS KMS, or another Sealgate's KMS, as the proxy's key service. */
@NullMarked
package io.sealgate.kms.aws;

import org.jspecify.annotations.NullMarked;
