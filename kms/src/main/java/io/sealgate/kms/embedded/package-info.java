/** The embedded engine as the proxy's key service, in the same process. */
@NullMarked
package io.sealgate.kms.embedded;

import org.jspecify.annotations.NullMarked;
