@NullMarked
package io.sealgate.proxy.operation.multipart;

import org.jspecify.annotations.NullMarked;
