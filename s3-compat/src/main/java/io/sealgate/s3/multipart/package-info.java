/**
 * What S3 demands and shows of multipart uploads: declared checksums, the digests of parts and of
 * the whole, and what CompleteMultipartUpload holds against the parts. Pure functions of values.
 *
 * <p>Where the API reference is silent, wording and order of the errors are those that public
 * suites record from AWS.
 */
@NullMarked
package io.sealgate.s3.multipart;

import org.jspecify.annotations.NullMarked;
