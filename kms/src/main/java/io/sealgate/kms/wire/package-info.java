/**
 * The wire protocol of AWS KMS (AWS JSON 1.1) as values: a request's head and body in, an answer's
 * status, headers and body out.
 */
@NullMarked
package io.sealgate.kms.wire;

import org.jspecify.annotations.NullMarked;
