/** The small endpoints beside the data path: the operator's and the key service's. */
@NullMarked
package io.sealgate.proxy.admin;

import org.jspecify.annotations.NullMarked;
