@NullMarked
package io.sealgate.demo;

import org.jspecify.annotations.NullMarked;
