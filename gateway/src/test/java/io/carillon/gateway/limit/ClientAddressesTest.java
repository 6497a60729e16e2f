package io.carillon.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressesTest {
  private final ClientAddresses addresses =
      new ClientAddresses(List.of("10.0.0.0/8", " 192.168.1.7", "fd00::/8"));

  @ParameterizedTest
  @CsvSource({
    "8.8.8.8,,8.8.8.8",
    "8.8.8.8,1.1.1.1,8.8.8.8",
    "10.1.2.3,,10.1.2.3",
    "10.1.2.3,1.1.1.1,1.1.1.1",
    "10.1.2.3,'6.6.6.6, 1.1.1.1',1.1.1.1",
    "10.1.2.3,'6.6.6.6, 1.1.1.1,10.9.9.9',1.1.1.1",
    "10.1.2.3,'1.1.1.1, nonsense',10.1.2.3",
    "10.1.2.3,'10.4.4.4, 10.5.5.5',10.4.4.4",
    "192.168.1.7,1.1.1.1,1.1.1.1",
    "192.168.1.8,1.1.1.1,192.168.1.8",
    "fd00::1,2001:db8:1:2:3:4:5:6,2001:db8:1:2::",
    "2001:db8:1:2:9:9:9:9,,2001:db8:1:2::",
    ",1.1.1.1,unknown"
  })
  @DisplayName("R147 a header is believed as far as trusted proxies wrote it, and no further")
  void forwarded(String line, String header, String address) {
    // When
    String found = addresses.of(line, header);
    // Then
    assertThat(found).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy.example", "10.0.0.0/33", "10.0.0.0/x", "10.0.0.0/-1", ""})
  @DisplayName("R164 what is no address is named when the gateway starts")
  void mistakes(String range) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClientAddresses(List.of(range)))
        .withMessageContaining("carillon.limits.trusted-proxies");
  }
}
