@NullMarked
package io.sealgate.auth;

import org.jspecify.annotations.NullMarked;
