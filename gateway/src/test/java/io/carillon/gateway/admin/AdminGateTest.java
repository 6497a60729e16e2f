package io.carillon.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.gateway.admin.AdminGate.Admission;
import io.carillon.gateway.auth.User;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdminGateTest {
  private static final AdminConfig CONFIG = TestAdminConfig.OPEN;

  @ParameterizedTest
  @CsvSource({
    "viewer, VIEWER, true",
    "viewer, DEVELOPER, false",
    "viewer, OPERATOR, false",
    "developer, VIEWER, true",
    "developer, DEVELOPER, true",
    "developer, OPERATOR, false",
    "operator, VIEWER, true",
    "operator, DEVELOPER, true",
    "operator, OPERATOR, true",
  })
  @DisplayName("R143 a role may do what it and those below it may, and no more")
  void roles(String role, Role needed, boolean admitted) {
    assertThat(decide(user(true, role), Optional.of(needed), CONFIG) instanceof Admission.Admitted)
        .isEqualTo(admitted);
  }

  @Test
  @DisplayName("R143 the highest of several roles counts, and other roles count for nothing")
  void severalRoles() {
    assertThat(decide(user(true, "viewer", "operator"), Optional.of(Role.OPERATOR), CONFIG))
        .isInstanceOf(Admission.Admitted.class);
    assertCode(
        decide(user(true, "Operator", "admin"), Optional.of(Role.VIEWER), CONFIG), "missing-role");
    assertCode(decide(user(true), Optional.of(Role.VIEWER), CONFIG), "missing-role");
  }

  @Test
  @DisplayName("R143 a method that names no role is open to nobody")
  void closed() {
    assertCode(decide(user(true, "operator"), Optional.empty(), CONFIG), "closed");
  }

  @Test
  @DisplayName("R143 the issuer of an app's users makes nobody an administrator")
  void foreignIssuer() {
    assertCode(decide(user(false, "operator"), Optional.of(Role.VIEWER), CONFIG), "foreign-issuer");
  }

  @Test
  @DisplayName("R143 where an audience is set, tokens for others do not count")
  void audience() {
    // Given
    var ours = TestAdminConfig.OPEN.forAudience("ours");
    var others = TestAdminConfig.OPEN.forAudience("others");
    // Then
    assertThat(decide(user(true, "viewer"), Optional.of(Role.VIEWER), ours))
        .isInstanceOf(Admission.Admitted.class);
    assertCode(decide(user(true, "viewer"), Optional.of(Role.VIEWER), others), "foreign-audience");
  }

  @Test
  @DisplayName("R143 when it is read-only an operator may look, and nothing else")
  void readOnly() {
    // Given
    var config = TestAdminConfig.OPEN.closed();
    // Then
    assertThat(decide(user(true, "operator"), Optional.of(Role.VIEWER), config))
        .isInstanceOf(Admission.Admitted.class);
    assertCode(decide(user(true, "operator"), Optional.of(Role.DEVELOPER), config), "read-only");
    assertCode(decide(user(true, "operator"), Optional.of(Role.OPERATOR), config), "read-only");
  }

  private static Admission decide(User user, Optional<Role> needed, AdminConfig config) {
    return AdminGate.decide(user, needed, config);
  }

  private static User user(boolean ofPlatform, String... roles) {
    return new User(
        "olga",
        "https://issuer.example",
        Set.of("ours"),
        Set.of(roles),
        ofPlatform,
        _ -> List.of(),
        "token");
  }

  private static void assertCode(Admission admission, String code) {
    assertThat(admission)
        .isInstanceOfSatisfying(
            Admission.Refused.class,
            refused -> {
              assertThat(refused.problem().status()).isEqualTo(403);
              assertThat(refused.problem().code()).isEqualTo(code);
            });
  }
}
