@NullMarked
package io.sealgate.crypto.multipart;

import org.jspecify.annotations.NullMarked;
