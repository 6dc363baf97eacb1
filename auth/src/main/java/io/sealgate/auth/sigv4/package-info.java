/**
 * AWS Signature Version 4, both ways: verifying what clients sign and signing what goes to the
 * backend. Bytes and values only; follows "Signature Version 4" of the IAM user guide and
 * "Authenticating Requests" of the S3 API reference.
 */
@NullMarked
package io.sealgate.auth.sigv4;

import org.jspecify.annotations.NullMarked;
