package io.sealgate.s3.body;

import java.lang.reflect.Constructor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.zip.Checksum;

/** Finds the ways to compute CRC-64/NVME and lets each prove itself. */
final class Crc64NvmeChecksums {

  /** The check value of the algorithm: that of the digits from 1 to 9. */
  private static final long CHECK = 0xAE8B_1486_0A79_9888L;

  /** All that work here, fastest first, at least one. */
  static final List<Supplier<RunningChecksum>> WORKING = find();

  private Crc64NvmeChecksums() {}

  private static List<Supplier<RunningChecksum>> find() {
    List<Supplier<RunningChecksum>> working = new ArrayList<>();
    try {
      Constructor<? extends Checksum> nativeClass = CrtCrc64NvmeChecksum.nativeClass();
      Supplier<RunningChecksum> byCrt = () -> new CrtCrc64NvmeChecksum(made(nativeClass));
      if (works(byCrt)) {
        working.add(byCrt);
      }
    } catch (ReflectiveOperationException | LinkageError _) {
      // Not for this platform, or no place to put its library: the tables take its place.
    }
    working.add(Crc64NvmeChecksum::new);
    return List.copyOf(working);
  }

  private static Checksum made(Constructor<? extends Checksum> nativeClass) {
    try {
      return nativeClass.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the native CRC-64/NVME can no longer be made", e);
    }
  }

  private static boolean works(Supplier<RunningChecksum> candidate) {
    RunningChecksum checksum = candidate.get();
    checksum.update(ByteBuffer.wrap("123456789".getBytes(StandardCharsets.US_ASCII)));
    return ByteBuffer.wrap(checksum.value()).getLong() == CHECK;
  }
}
