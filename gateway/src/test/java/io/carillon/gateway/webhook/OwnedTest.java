package io.carillon.gateway.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.events.ChannelEvent;
import io.carillon.events.ChannelEventCodec;
import io.carillon.events.ChannelKey;
import io.carillon.events.ControlCodec;
import io.carillon.events.ControlRecord;
import io.carillon.events.MembershipCodec;
import io.carillon.events.MembershipRecord;
import io.carillon.events.MembershipRecord.Left;
import io.carillon.events.MembershipRecord.Member;
import io.carillon.gateway.cache.EmptyPeriods;
import io.carillon.gateway.membership.PartitionFold;
import io.carillon.gateway.webhook.Occupancy.Told;
import io.carillon.gateway.webhook.Owned.Start;
import io.carillon.gateway.webhook.WebhookEvent.CacheMiss;
import io.carillon.gateway.webhook.WebhookEvent.ChannelOccupied;
import io.carillon.gateway.webhook.WebhookEvent.ChannelVacated;
import io.carillon.gateway.webhook.WebhookEvent.ClientEvent;
import io.carillon.gateway.webhook.WebhookEvent.MemberAdded;
import io.carillon.gateway.webhook.WebhookEvent.MemberRemoved;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OwnedTest {
  private static final ChannelKey ROOM = new ChannelKey("app", "presence-room");
  private static final ChannelKey PRICES = new ChannelKey("app", "cache-prices");
  private static final Member ANA = new Member(ROOM, "g1", "ana", "{}");
  private static final Left ANA_LEFT = new Left(ROOM, "g1", "ana");

  @Test
  @DisplayName("R47 what the owner before told is not told again, but known")
  void silentBelowTheStart() {
    // Given
    var owned = owned(new Start(1, 10_000, 0));
    var told = owned.readMembership(membership(0, 10_000, ANA), 0);
    // When
    var later = owned.readMembership(membership(1, 11_000, new Member(ROOM, "g1", "bo", "{}")), 0);
    // Then
    assertThat(told).isEmpty();
    assertThat(events(later)).containsExactly(new MemberAdded(ROOM, "bo"));
  }

  @Test
  @DisplayName("R47, R48 what was held back when the owner before ended is told by the next")
  void heldBackIsHandedOver() {
    // Given
    var owned = owned(new Start(2, 12_999, 0));
    owned.readMembership(membership(0, 9_000, ANA), 0);
    owned.readMembership(membership(1, 10_000, ANA_LEFT), 0);
    owned.goLive(0);
    // When
    var early = owned.advance(12_999, 0);
    var told = owned.advance(13_000, 1);
    // Then
    assertThat(early).isEmpty();
    assertThat(events(told))
        .containsExactly(new MemberRemoved(ROOM, "ana"), new ChannelVacated(ROOM));
  }

  @Test
  @DisplayName("R47 what the owner before told by time alone is not told again")
  void toldByTimeIsNotToldAgain() {
    // Given
    var owned = owned(new Start(2, 13_000, 0));
    owned.readMembership(membership(0, 9_000, ANA), 0);
    owned.readMembership(membership(1, 10_000, ANA_LEFT), 0);
    owned.goLive(0);
    // When
    var told = owned.advance(60_000, 0);
    var again = owned.readMembership(membership(2, 70_000, ANA), 0);
    // Then
    assertThat(told).isEmpty();
    assertThat(events(again))
        .containsExactly(new ChannelOccupied(ROOM), new MemberAdded(ROOM, "ana"));
  }

  @Test
  @DisplayName("R48 the broker's time is known by its records and what has gone by here since")
  void brokerTime() {
    // Given
    var owned = owned(new Start(0, 0, 0));
    owned.readMembership(membership(0, 10_000, ANA), 500);
    owned.readMembership(membership(1, 10_100, ANA_LEFT), 600);
    // When
    boolean early = owned.due(owned.brokerTime(3_599));
    boolean due = owned.due(owned.brokerTime(3_600));
    // Then
    assertThat(early).isFalse();
    assertThat(due).isTrue();
  }

  @Test
  @DisplayName("R46 a client's event is told with its sender, a server's is not")
  void clientEvents() {
    // Given
    var owned = owned(new Start(0, 0, 7));
    var event = ChannelEvent.ofClient(ROOM, "client-hi", "{\"x\":1}".getBytes(UTF_8), "1.2", "ana");
    var server = ChannelEvent.of(ROOM, "hi", "{}");
    // When
    var before = owned.readLog(log(6, 1_000, event));
    var told = owned.readLog(log(7, 2_000, event));
    var servers = owned.readLog(log(8, 3_000, server));
    // Then
    assertThat(before).isEmpty();
    assertThat(told)
        .containsExactly(
            new Told(2_000, new ClientEvent(ROOM, "client-hi", "{\"x\":1}", "1.2", "ana")));
    assertThat(servers).isEmpty();
  }

  @Test
  @DisplayName("R49 a channel that several found empty at once is told once until it has an event")
  void missesOnce() {
    // Given
    var owned = owned(new Start(0, 0, 1));
    var miss = new ControlCodec().encode("log", new ControlRecord.CacheMiss(PRICES));
    // When
    var before = owned.readLog(read(miss, 0, 1_000));
    var second = owned.readLog(read(miss, 1, 1_001));
    owned.readLog(log(2, 2_000, ChannelEvent.of(PRICES, "price", "1")));
    var crossed = owned.readLog(read(miss, 3, 2_001));
    var next = owned.readLog(read(miss, 4, 100_000));
    // Then
    assertThat(before).isEmpty();
    assertThat(second).isEmpty();
    assertThat(crossed).isEmpty();
    assertThat(events(next)).containsExactly(new CacheMiss(PRICES));
  }

  @Test
  @DisplayName("R56 a broken record is passed over")
  void broken() {
    // Given
    var owned = owned(new Start(0, 0, 0));
    // When
    var membership =
        owned.readMembership(read(new ProducerRecord<>("m", bytes("x"), null), 0, 0), 0);
    var log = owned.readLog(read(new ProducerRecord<>("l", bytes("x"), null), 0, 0));
    // Then
    assertThat(membership).isEmpty();
    assertThat(log).isEmpty();
  }

  private static Owned owned(Start start) {
    return new Owned(
        new Occupancy(
            listener -> new PartitionFold(TestMemberships.CONFIG, TestMemberships.RULES, listener),
            Duration.ofSeconds(3)),
        new LogEvents(1, new EmptyPeriods(Duration.ofSeconds(60))),
        start);
  }

  private static List<WebhookEvent> events(List<Told> told) {
    return told.stream().map(Told::event).toList();
  }

  private static ConsumerRecord<byte[], byte[]> membership(
      long offset, long time, MembershipRecord record) {
    return read(new MembershipCodec().encode("m", 1, record).getFirst(), offset, time);
  }

  private static ConsumerRecord<byte[], byte[]> log(long offset, long time, ChannelEvent event) {
    return read(new ChannelEventCodec().encode("l", event), offset, time);
  }

  private static ConsumerRecord<byte[], byte[]> read(
      ProducerRecord<byte[], byte[]> written, long offset, long time) {
    return new ConsumerRecord<>(
        written.topic(),
        0,
        offset,
        time,
        TimestampType.LOG_APPEND_TIME,
        0,
        0,
        written.key(),
        written.value(),
        written.headers(),
        Optional.empty());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
