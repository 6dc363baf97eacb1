/**
 * The embedded key service: keys, aliases and cryptographic operations with the semantics, errors
 * and texts of AWS KMS.
 *
 * <p>Requests are the members of the AWS API as they came; the engine checks every constraint, so
 * that whoever translates a wire format need not.
 */
@NullMarked
package io.sealgate.kms.engine;

import org.jspecify.annotations.NullMarked;
