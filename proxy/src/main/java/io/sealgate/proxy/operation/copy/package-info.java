/** CopyObject and UpdateObjectEncryption: objects that are made of other objects. */
@NullMarked
package io.sealgate.proxy.operation.copy;

import org.jspecify.annotations.NullMarked;
