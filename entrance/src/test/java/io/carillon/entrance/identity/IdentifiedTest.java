package io.carillon.entrance.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.apps.App;
import io.carillon.apps.AppKey;
import io.carillon.entrance.identity.Identified.Known;
import io.carillon.entrance.identity.Identified.Refused;
import io.carillon.entrance.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class IdentifiedTest {

  private final App app = App.of("app-id", new AppKey("app-key", "a secret"));

  @Test
  @DisplayName("R11 nobody of a paused app is let in")
  void paused() {
    assertThat(Identified.of(app, "ana")).isEqualTo(new Known<>("ana"));
    assertThat(Identified.of(app.asPaused(), "ana"))
        .isEqualTo(
            new Refused<String>(
                Problem.APP_PAUSED, "the app app-id is paused; its operator can resume it"));
  }

  @Test
  @DisplayName("a refusal stays what it was, whatever comes after it")
  void refusalsStay() {
    // Given
    Identified<String> refused = new Refused<>(Problem.INVALID_TOKEN, "sign in again");
    // When
    var after = refused.then(name -> new Known<>(name.length()));
    // Then
    assertThat(after).isEqualTo(new Refused<Integer>(Problem.INVALID_TOKEN, "sign in again"));
  }

  @Test
  @DisplayName("whoever is known is let in, nobody else")
  void let() {
    // Given
    var acted = new ArrayList<String>();
    Identified<String> refused = new Refused<>(Problem.APP_PAUSED, "resume it");
    // When
    var known = answer(new Known<>("ana"), acted);
    var stranger = answer(refused, acted);
    // Then
    assertThat(acted).containsExactly("ana");
    assertThat(known.getStatus()).isEqualTo(204);
    assertThat(stranger.getStatus()).isEqualTo(403);
  }

  private static Response answer(Identified<String> identified, List<String> acted) {
    return identified
        .let(name -> {
          acted.add(name);
          return Uni.createFrom().item(Response.noContent().build());
        })
        .await()
        .indefinitely();
  }
}
