/** What the demo shows: each scene uses Sealgate as its users do and checks what it says. */
@NullMarked
package io.sealgate.demo.scene;

import org.jspecify.annotations.NullMarked;
