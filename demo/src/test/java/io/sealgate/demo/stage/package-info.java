@NullMarked
package io.sealgate.demo.stage;

import org.jspecify.annotations.NullMarked;
