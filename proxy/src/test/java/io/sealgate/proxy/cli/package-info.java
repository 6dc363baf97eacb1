@NullMarked
package io.sealgate.proxy.cli;

import org.jspecify.annotations.NullMarked;
