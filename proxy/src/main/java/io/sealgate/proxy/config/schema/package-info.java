/**
 * A small language for describing what a configuration file may say: settings of types, in groups.
 * One description reads a file and writes the reference, so that the two cannot differ. Knows no
 * key of Sealgate's.
 */
@NullMarked
package io.sealgate.proxy.config.schema;

import org.jspecify.annotations.NullMarked;
