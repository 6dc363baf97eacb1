/**
 * The configuration: what the file may say, as one table, and what it becomes, as records. Knows
 * nothing of Netty; reads no file but the configuration and what it refers to.
 */
@NullMarked
package io.sealgate.proxy.config;

import org.jspecify.annotations.NullMarked;
