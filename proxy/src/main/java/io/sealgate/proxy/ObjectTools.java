package io.sealgate.proxy;

import io.sealgate.proxy.config.Config;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * Looks at stored objects from the operator's side, without a running proxy: the seam between the
 * command line and those who know the formats.
 */
public interface ObjectTools {

  /**
   * Prints what is stored: mode, key, sizes, parts; no key material and no plaintext.
   *
   * @throws StartException when there is no such object, or it cannot be understood
   * @throws IOException when the backend or {@code out} fails
   */
  void inspect(Config config, StoredObject object, PrintStream out) throws IOException;

  /**
   * Writes an object's plaintext, frame by frame as it is verified.
   *
   * @param recover whether a multipart object whose record is gone is read by its self-describing
   *     headers, which pins nothing
   * @throws StartException when there is no such object, or it does not verify; what was written
   *     until then is authentic
   * @throws IOException when the backend or {@code plaintext} fails
   */
  void decrypt(Config config, StoredObject object, boolean recover, OutputStream plaintext)
      throws IOException;
}
