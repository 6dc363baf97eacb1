/** Bodies as they are stored: SG1 parts (FORMAT §2), their arithmetic, sealing and opening. */
@NullMarked
package io.sealgate.crypto.body;

import org.jspecify.annotations.NullMarked;
