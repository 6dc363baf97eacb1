/** GetObject, HeadObject and their like: everything that reads one object. */
@NullMarked
package io.sealgate.proxy.operation.read;

import org.jspecify.annotations.NullMarked;
