/** What a JVM is shown when it is to learn to serve, for the starts to come. */
@NullMarked
package io.sealgate.demo.training;

import org.jspecify.annotations.NullMarked;
