@NullMarked
package io.sealgate.proxy.config.schema;

import org.jspecify.annotations.NullMarked;
