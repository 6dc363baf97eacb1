/** Tests of the servers of small documents. */
@NullMarked
package io.sealgate.proxy.admin;

import org.jspecify.annotations.NullMarked;
