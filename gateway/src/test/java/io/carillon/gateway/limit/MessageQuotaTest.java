package io.carillon.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.apps.App;
import io.carillon.apps.AppLimits;
import io.carillon.events.UsageRecord.Publications;
import io.carillon.gateway.limit.MessageQuota.Outcome.Granted;
import io.carillon.gateway.limit.MessageQuota.Outcome.Refused;
import io.carillon.gateway.limit.Refusal.OverDay;
import io.carillon.gateway.limit.Refusal.OverRate;
import io.carillon.gateway.limit.Refusal.TooManyAtOnce;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MessageQuotaTest {
  private static final App DAY = LimitedApp.messages("day", 100, AppLimits.NONE);
  private static final App RATE = LimitedApp.messages("rate", AppLimits.NONE, 50);
  private static final App FREE = LimitedApp.messages("free", AppLimits.NONE, AppLimits.NONE);

  private Instant now = Instant.parse("2026-11-28T10:00:00Z");
  private final List<String> told = new ArrayList<>();

  @Test
  @DisplayName("R145 a day's messages pass to the last one, and none more until the next day, UTC")
  void day() {
    // Given
    var gateway = new Gateway();
    // When
    int passed = gateway.publish(DAY, 130);
    var refused = gateway.quota.take(DAY, 1);
    now = Instant.parse("2026-11-29T00:00:00Z");
    int nextDay = gateway.publish(DAY, 130);
    // Then
    assertThat(passed).isEqualTo(100);
    assertThat(refused)
        .isEqualTo(new Refused(new OverDay(100, Instant.parse("2026-11-29T00:00:00Z"))));
    assertThat(nextDay).isEqualTo(100);
  }

  @Test
  @DisplayName("R145 what passed and was not read back yet counts once, before and after")
  void underWay() {
    // Given
    var gateway = new Gateway();
    // When
    int passed = 0;
    for (int i = 0; i < 130; i++) {
      passed += gateway.take(DAY, 1);
      if (i % 7 == 0) {
        gateway.readOwn(3);
      }
    }
    // Then
    assertThat(passed).isEqualTo(100);
  }

  @Test
  @DisplayName("R145 what the log did not take does not count")
  void givenBack() {
    // Given
    var gateway = new Gateway();
    // When
    for (int i = 0; i < 500; i++) {
      ((Granted) gateway.quota.take(DAY, 10)).permit().giveBack();
    }
    // Then
    assertThat(gateway.publish(DAY, 130)).isEqualTo(100);
  }

  @Test
  @DisplayName("R145 all of a batch passes or nothing of it")
  void wholeBatch() {
    // Given
    var gateway = new Gateway();
    gateway.publish(DAY, 95);
    // When
    int six = gateway.take(DAY, 6);
    int five = gateway.take(DAY, 5);
    // Then
    assertThat(six).isZero();
    assertThat(five).isEqualTo(5);
  }

  @Test
  @DisplayName("R145 what others put on the log counts, whoever they are")
  void others() {
    // Given
    var gateway = new Gateway();
    // When
    for (int i = 0; i < 60; i++) {
      gateway.traffic.read(DAY.id(), now.toEpochMilli());
    }
    // Then
    assertThat(gateway.publish(DAY, 130)).isEqualTo(40);
  }

  @Test
  @DisplayName("R145 a gateway that starts counts on from what others had counted, each once")
  void restored() {
    // Given
    long time = now.toEpochMilli();
    long today = MessageDays.of(time);
    var gateway =
        new Gateway(
            List.of(
                new Publications("day", "g1", today, 40, time - 1_000),
                new Publications("day", "g2", today, 42, time - 500),
                new Publications("day", "g3", today - 1, 99, time - 90_000_000)));
    // When
    gateway.traffic.nextBatch();
    for (long at = time - 600; at < time - 400; at += 50) {
      gateway.traffic.read("day", at); // two of them counted already
      gateway.traffic.read("day", at);
    }
    gateway.traffic.live();
    // Then
    assertThat(gateway.publish(DAY, 130)).isEqualTo(100 - 42 - 2);
  }

  @Test
  @DisplayName("R147 a second's messages pass at once, then as many a second, with a word for when")
  void rate() {
    // Given
    var gateway = new Gateway();
    // When
    int atOnce = gateway.publish(RATE, 80);
    var refused = gateway.quota.take(RATE, 1);
    now = now.plusSeconds(1);
    int next = gateway.publish(RATE, 80);
    // Then
    assertThat(atOnce).isEqualTo(50);
    assertThat(refused)
        .isEqualTo(new Refused(new OverRate(Limit.MESSAGES_PER_SECOND, 50, Duration.ofSeconds(1))));
    assertThat(next).isEqualTo(50);
  }

  @Test
  @DisplayName("R147 what no second has room for is told so, and is not to be tried again")
  void tooManyAtOnce() {
    // Given
    var gateway = new Gateway();
    // When
    var refused = gateway.quota.take(RATE, 51);
    // Then
    assertThat(refused).isEqualTo(new Refused(new TooManyAtOnce(51, 50)));
    assertThat(gateway.publish(RATE, 80)).isEqualTo(50);
  }

  @Test
  @DisplayName("R147 three gateways that read each other's messages late keep a rate within 10 %")
  void rateOverGateways() {
    // Given
    var gateways = List.of(new Gateway(), new Gateway(), new Gateway());
    int seconds = 30;
    int passed = 0;
    // When
    for (int step = 0; step < seconds * 100; step++) {
      for (Gateway gateway : gateways) {
        passed += gateway.takeForAll(gateways, RATE);
      }
      now = now.plusMillis(10);
      // What was written two steps ago is read.
      gateways.forEach(gateway -> gateway.readUpTo(now.minusMillis(20)));
    }
    // Then
    assertThat((double) passed / seconds).isBetween(45.0, 55.0);
  }

  @Test
  @DisplayName("R147 R148 an app without a limit passes whatever another one does")
  void otherApp() {
    // Given
    var gateway = new Gateway();
    gateway.publish(RATE, 500);
    // When
    int passed = gateway.publish(FREE, 5_000);
    // Then
    assertThat(passed).isEqualTo(5_000);
    assertThat(told).noneMatch(line -> line.contains("free"));
  }

  @Test
  @DisplayName("R146 80 % and 100 % of a day are each told once, and every refusal is counted")
  void alerts() {
    // Given
    var gateway = new Gateway();
    // When
    gateway.publish(DAY, 79);
    var before = List.copyOf(told);
    gateway.publish(DAY, 30);
    // Then
    assertThat(before).isEmpty();
    assertThat(told).startsWith("day messagesPerDay 80", "day messagesPerDay 100");
    assertThat(told.subList(2, told.size())).hasSize(9).containsOnly("day messagesPerDay refused");
  }

  @Test
  @DisplayName("R145 a limit that is changed counts from the next message on")
  void changedLimit() {
    // Given
    var gateway = new Gateway();
    gateway.publish(DAY, 100);
    // When
    int raised = gateway.publish(LimitedApp.messages("day", 120, AppLimits.NONE), 50);
    int lowered = gateway.publish(LimitedApp.messages("day", 60, AppLimits.NONE), 50);
    int none = gateway.publish(LimitedApp.messages("day", AppLimits.NONE, AppLimits.NONE), 50);
    // Then
    assertThat(List.of(raised, lowered, none)).containsExactly(20, 0, 50);
  }

  /// One gateway's part in it; what it publishes stands on the log at once and is read when told.
  private final class Gateway {
    private final Traffic traffic;
    private final MessageQuota quota;
    private final Queue<Instant> unread = new ArrayDeque<>();
    private int own;
    private App owner = FREE;

    Gateway() {
      this(List.of());
      traffic.live();
    }

    Gateway(List<Publications> past) {
      traffic = Traffic.of(app -> true, () -> now, past::forEach);
      traffic.restore();
      var alerts =
          new LimitAlerts(
              Duration.ofMinutes(10),
              () -> now,
              new LimitAlerts.Sink() {
                @Override
                public void reached(String app, Limit limit, int percent) {
                  told.add(app + " " + limit.setting() + " " + percent);
                }

                @Override
                public void refused(String app, Limit limit) {
                  told.add(app + " " + limit.setting() + " refused");
                }
              });
      quota = new MessageQuota(traffic, alerts, () -> now);
    }

    int take(App app, int messages) {
      owner = app;
      if (quota.take(app, messages) instanceof Granted) {
        own += messages;
        return messages;
      }
      return 0;
    }

    void readOwn(int messages) {
      traffic.nextBatch();
      for (int i = 0; i < Math.min(messages, own); i++) {
        traffic.read(owner.id(), now.toEpochMilli());
      }
      own -= Math.min(messages, own);
    }

    int publish(App app, int tries) {
      int passed = 0;
      for (int i = 0; i < tries; i++) {
        passed += take(app, 1);
        readOwn(1);
      }
      return passed;
    }

    int takeForAll(List<Gateway> all, App app) {
      if (quota.take(app, 1) instanceof Granted) {
        all.forEach(each -> each.unread.add(now));
        return 1;
      }
      return 0;
    }

    void readUpTo(Instant time) {
      traffic.nextBatch();
      while (!unread.isEmpty() && !unread.element().isAfter(time)) {
        traffic.read(RATE.id(), unread.remove().toEpochMilli());
      }
    }
  }
}
