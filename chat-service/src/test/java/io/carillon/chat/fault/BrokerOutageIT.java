package io.carillon.chat.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.carillon.chat.Chat;
import io.carillon.chat.Concurrently;
import io.carillon.local.testing.LocalParts;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BrokerOutageIT {

  private static final int SENDERS = 4;
  private static final int EACH = 25;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String room = Chat.newWorkspace();
  private final Acknowledged acknowledged = new Acknowledged();
  private final AtomicInteger sent = new AtomicInteger();

  @Test
  @DisplayName("R54 R80 the broker is killed while people write: nothing acknowledged is missing")
  void killedBroker() {
    // When
    Concurrently.times(SENDERS + 1, i -> i == SENDERS ? outage() : talk(i));
    // Then
    assertThat(acknowledged.size()).isEqualTo(SENDERS * EACH);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          var page = Chat.as("ana").page(room, Map.of("limit", 200)).jsonPath();
          acknowledged.check(page, "presence-" + room);
        });
  }

  /// In the middle of the sends: they go on while there is no broker.
  private int outage() {
    await().atMost(PATIENCE).until(() -> sent.get() > SENDERS * EACH / 4);
    LocalParts.kafka().kill9();
    await().atMost(PATIENCE).until(() -> sent.get() > SENDERS * EACH / 2);
    LocalParts.kafka().restart();
    return 0;
  }

  private int talk(int sender) {
    var user = Chat.as("user-" + sender);
    for (int i = 0; i < EACH; i++) {
      var answer = user.send(room, "message " + i, sender + "-" + i);
      assertThat(answer.statusCode()).isEqualTo(201);
      acknowledged.add(answer.jsonPath().getString("id"));
      sent.incrementAndGet();
    }
    return 0;
  }
}
