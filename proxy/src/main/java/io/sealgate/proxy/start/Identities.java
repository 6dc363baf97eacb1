package io.sealgate.proxy.start;

import io.sealgate.auth.CredentialStore;
import io.sealgate.auth.Identity;
import io.sealgate.auth.Principal;
import io.sealgate.proxy.config.ClientConfig;
import io.sealgate.proxy.config.Credentials;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The configured clients as the verifier knows them. */
final class Identities {

  /** Sealgate itself: for SSE-S3, whose key the caller needs no right to, as on AWS. */
  static final Principal SERVICE = new Principal("sealgate", "123456789012", "sealgate-service");

  private Identities() {}

  static CredentialStore of(List<ClientConfig> clients) {
    List<Identity> identities = new ArrayList<>(clients.size());
    for (ClientConfig client : clients) {
      identities.add(new Identity(of(client.credentials()), principal(client)));
    }
    return CredentialStore.of(identities);
  }

  static io.sealgate.auth.Credentials of(Credentials configured) {
    return new io.sealgate.auth.Credentials(configured.accessKey(), configured.secretKey().bytes());
  }

  static Principal principal(ClientConfig client) {
    return new Principal(client.name(), client.account(), client.credentials().accessKey());
  }

  /** One principal for each account, Sealgate's own first: keys and aliases belong to accounts. */
  static Collection<Principal> accounts(List<ClientConfig> clients) {
    Map<String, Principal> byAccount = new LinkedHashMap<>();
    byAccount.put(SERVICE.accountId(), SERVICE);
    for (ClientConfig client : clients) {
      byAccount.putIfAbsent(client.account(), principal(client));
    }
    return byAccount.values();
  }
}
