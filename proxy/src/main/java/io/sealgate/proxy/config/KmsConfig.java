package io.sealgate.proxy.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who keeps the keys: {@code kms}. */
public sealed interface KmsConfig {

  /**
   * Sealgate's own key service, in this process.
   *
   * @param store the folder of the sealed store
   * @param listen where the AWS KMS protocol is served; null: in process only
   * @param tls the certificate of that address; null: it is plain HTTP
   * @param seal what the store is sealed with
   */
  record Embedded(Path store, @Nullable Address listen, @Nullable TlsConfig tls, SealConfig seal)
      implements KmsConfig {

    /** Checks that nothing is missing. */
    public Embedded {
      Objects.requireNonNull(store);
      Objects.requireNonNull(seal);
    }
  }

  /**
   * AWS KMS, or what speaks its protocol.
   *
   * @param region of the keys
   * @param endpoint another address than the region's own; null: the region's own
   * @param ca who signs the endpoint's certificate, PEM; null: whom the JDK trusts
   * @param credentials null: as the AWS SDK finds them (environment, profile, instance role)
   */
  record Aws(
      String region, @Nullable URI endpoint, @Nullable Path ca, @Nullable Credentials credentials)
      implements KmsConfig {

    /** Checks that nothing is missing. */
    public Aws {
      Objects.requireNonNull(region);
    }
  }

  /**
   * The key service of another Sealgate.
   *
   * @param endpoint its address
   * @param ca who signs its certificate, PEM; null: whom the JDK trusts
   * @param region that requests to it are signed for
   * @param credentials whom this proxy is to it
   */
  record Remote(URI endpoint, @Nullable Path ca, String region, Credentials credentials)
      implements KmsConfig {

    /** Checks that nothing is missing. */
    public Remote {
      Objects.requireNonNull(endpoint);
      Objects.requireNonNull(region);
      Objects.requireNonNull(credentials);
    }
  }
}
