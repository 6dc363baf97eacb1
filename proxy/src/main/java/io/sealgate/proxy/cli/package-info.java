/** The command line. Nothing depends on it but a main class; only here is picocli used. */
@NullMarked
package io.sealgate.proxy.cli;

import org.jspecify.annotations.NullMarked;
