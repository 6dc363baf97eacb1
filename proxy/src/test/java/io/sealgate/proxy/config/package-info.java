@NullMarked
package io.sealgate.proxy.config;

import org.jspecify.annotations.NullMarked;
