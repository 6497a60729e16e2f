package io.carillon.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {
  private static final AddressPolicy PRODUCTION = AddressPolicy.of(List.of(), false);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.1",
        "100.100.100.200",
        "127.0.0.1",
        "127.255.255.254",
        "168.63.129.16",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.192",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "239.1.2.3",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:a9fe:a9fe",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "2002:7f00:1::",
        "2002:a00:1::1",
        "2001::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1"
      })
  @DisplayName("R154 no address inside is called")
  void inside(String address) {
    assertThat(PRODUCTION.allows(InetAddress.ofLiteral(address))).isFalse();
  }

  @Test
  @DisplayName("R154 an IPv4 address in IPv6 clothes is judged as what it is, however it comes")
  void mapped() throws UnknownHostException {
    // Given
    byte[] mapped = new byte[16];
    mapped[10] = (byte) 0xff;
    mapped[11] = (byte) 0xff;
    mapped[12] = 127;
    mapped[15] = 1;
    // When
    boolean allowed = PRODUCTION.allows(InetAddress.getByAddress(mapped));
    // Then
    assertThat(allowed).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.8",
        "93.184.216.34",
        "100.128.0.1",
        "172.32.0.1",
        "169.253.1.1",
        "223.255.255.255",
        "2606:2800:220:1::1",
        "2002:808:808::1",
        "64:ff9b::808:808"
      })
  @DisplayName("R154 addresses of the internet are called")
  void outside(String address) {
    assertThat(PRODUCTION.allows(InetAddress.ofLiteral(address))).isTrue();
  }

  @Test
  @DisplayName("R154 development allows loopback and nothing else")
  void development() {
    // Given
    var policy = AddressPolicy.of(List.of(), true);
    // When
    boolean four = policy.allows(InetAddress.ofLiteral("127.0.0.1"));
    boolean six = policy.allows(InetAddress.ofLiteral("::1"));
    boolean metadata = policy.allows(InetAddress.ofLiteral("169.254.169.254"));
    // Then
    assertThat(four).isTrue();
    assertThat(six).isTrue();
    assertThat(metadata).isFalse();
  }

  @Test
  @DisplayName("R154 networks that the settings name are allowed, and their neighbours are not")
  void allowed() {
    // Given
    var policy = AddressPolicy.of(List.of("10.1.0.0/20", "fd00:1::/32", "192.168.0.7"), false);
    // When
    var verdicts =
        List.of(
            policy.allows(InetAddress.ofLiteral("10.1.15.255")),
            policy.allows(InetAddress.ofLiteral("10.1.16.0")),
            policy.allows(InetAddress.ofLiteral("fd00:1:ffff::1")),
            policy.allows(InetAddress.ofLiteral("fd00:2::1")),
            policy.allows(InetAddress.ofLiteral("192.168.0.7")),
            policy.allows(InetAddress.ofLiteral("192.168.0.8")));
    // Then
    assertThat(verdicts).containsExactly(true, false, true, false, true, false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "localhost", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "a/8", "::/x"})
  @DisplayName("R154 what is no network stops the start with a sentence")
  void noNetwork(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AddressPolicy.of(List.of(text), false))
        .withMessageContaining("10.1.0.0/16");
  }
}
