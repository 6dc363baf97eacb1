/**
 * PutObject, DeleteObject and their like: everything that makes or removes objects by one request.
 */
@NullMarked
package io.sealgate.proxy.operation.write;

import org.jspecify.annotations.NullMarked;
