@NullMarked
package io.sealgate.demo.training;

import org.jspecify.annotations.NullMarked;
