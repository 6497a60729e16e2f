package io.carillon.local.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StackOptionsTest {

  @ParameterizedTest
  @CsvSource({
    "gateway,8080",
    "chat,8081",
    "presence,8082",
    "leaderboard,8083",
    "oidc,8090",
    "kafka,9092",
    "postgresql,5433"
  })
  void everyPartHasItsPort(String part, int port) {
    // When
    var options = options(Map.of());
    // Then
    assertThat(options.port(part)).isEqualTo(port);
  }

  @Test
  void furtherGatewaysListenAHundredAbove() {
    // When
    var options = options(Map.of("CARILLON_GATEWAY_PORT", "9000"));
    // Then
    assertThat(options.port("gateway", 1)).isEqualTo(9000);
    assertThat(options.port("gateway", 3)).isEqualTo(9200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "0", "65536", "-1", "80 80"})
  void aPortThatIsNoneIsRefusedByTheVariablesName(String port) {
    // Given
    var options = options(Map.of("CARILLON_CHAT_PORT", port));
    // When
    var attempt = assertThatThrownBy(() -> options.port("chat"));
    // Then
    attempt.isInstanceOf(LaunchFailed.class).hasMessageContaining("CARILLON_CHAT_PORT");
  }

  @Test
  void aPersonsJavaOptionsComeLastAndWin() {
    // Given
    var options = options(Map.of("CARILLON_CHAT_JAVA_OPTS", " -Xmx1g  -Da=b "));
    // When
    var java = options.javaOptions("chat", List.of("-Xmx256m"));
    // Then
    assertThat(java).containsExactly("-Xmx256m", "-Xmx1g", "-Da=b");
  }

  @Test
  void anImpossibleWishIsRefusedWithWhatIsPossible() {
    // When
    var twoBrokers = assertThatThrownBy(() -> new StackOptions(1, 2, Set.of(), Map.of()));
    var noGateway = assertThatThrownBy(() -> new StackOptions(0, 1, Set.of(), Map.of()));
    var unknown = assertThatThrownBy(() -> new StackOptions(1, 1, Set.of("mysql"), Map.of()));
    // Then
    twoBrokers.hasMessageContaining("1 or 3");
    noGateway.hasMessageContaining("1 to 9");
    unknown.hasMessageContaining("postgresql");
  }

  private static StackOptions options(Map<String, String> environment) {
    return new StackOptions(1, 1, Set.of(), environment);
  }
}
