package io.sealgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.proxy.config.Address;
import org.junit.jupiter.api.Test;

final class ListeningAddressesTest {

  @Test
  void areOneLineThatLeavesOutWhatDoesNotListen() {
    Address http = new Address("127.0.0.1", 1);
    Address https = new Address("::1", 2);
    Address admin = new Address("localhost", 3);
    assertThat(new ListeningAddresses(http, https, admin, null).readyLine())
        .isEqualTo("ready http=127.0.0.1:1 https=[::1]:2 admin=localhost:3");
    assertThat(new ListeningAddresses(null, null, null, http).readyLine())
        .isEqualTo("ready kms=127.0.0.1:1");
  }
}
