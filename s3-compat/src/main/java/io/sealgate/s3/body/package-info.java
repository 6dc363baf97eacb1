/**
 * Request bodies as clients send them: their framing, and what clients promise about them. Push
 * style, no sockets, no threads.
 *
 * <p>What checksums cost, in GB/s of processor time for 64 KiB pieces (one thread, AMD EPYC, JDK
 * 25, heap and direct buffers alike): CRC32, CRC32C over 40 · XXHASH64 9 · XXHASH3, XXHASH128 7 ·
 * CRC64NVME 2.5 · SHA1 1.8 · SHA256 1.7 · MD5 0.75 · SHA512 0.6. Only the ratios are to be trusted.
 */
@NullMarked
package io.sealgate.s3.body;

import org.jspecify.annotations.NullMarked;
