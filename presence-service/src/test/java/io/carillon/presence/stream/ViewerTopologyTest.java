package io.carillon.presence.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.events.ChannelKey;
import io.carillon.events.MembershipCodec;
import io.carillon.events.MembershipRecord;
import io.carillon.events.MembershipRecord.Gone;
import io.carillon.events.MembershipRecord.Left;
import io.carillon.events.MembershipRecord.Member;
import io.carillon.events.Topics;
import io.carillon.presence.domain.ItemKind;
import io.carillon.presence.domain.SessionId;
import io.carillon.presence.domain.Sighting;
import io.carillon.presence.domain.ViewerCommand.Action;
import io.carillon.presence.domain.ViewerCommand.Join;
import io.carillon.presence.domain.ViewerCommand.Leave;
import io.carillon.presence.domain.ViewerRules;
import io.carillon.presence.publish.ActionCodec;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ViewerTopologyTest {
  private static final ChannelKey ITEM = new ChannelKey("app-id", "presence-product-42");
  private static final Topics TOPICS = Topics.of("test.");
  private static final ViewerRules RULES =
      new ViewerRules(Duration.ofMinutes(5), Duration.ofSeconds(3), Duration.ofSeconds(1));
  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

  private final OwnedShards shards = new OwnedShards();
  private final List<Sighting> seen = new ArrayList<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private TopologyTestDriver driver;
  private TestInputTopic<byte[], byte[]> actions;
  private TestInputTopic<byte[], byte[]> memberships;
  private TestOutputTopic<byte[], byte[]> counts;
  private Instant now = START;

  @BeforeEach
  void start() {
    var parts =
        new TaskParts(
            TOPICS, ItemKind.PRODUCT, RULES, shards, new StreamMetrics(meters), seen::add);
    driver = new TopologyTestDriver(ViewerTopology.of(parts, Map.of()), new Properties(), START);
    var bytes = new ByteArraySerializer();
    actions = driver.createInputTopic(TOPICS.presenceActions(), bytes, bytes);
    memberships = driver.createInputTopic(TOPICS.memberships(), bytes, bytes);
    counts =
        driver.createOutputTopic(
            TOPICS.channelEvents(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @AfterEach
  void stop() {
    if (shards.of(0).isPresent()) {
      driver.close();
    }
  }

  @Test
  @DisplayName("R97 sessions of HTTP and of sockets are one set and one number")
  void oneSetOneNumber() {
    // Given
    say(new Join(ITEM, SessionId.of("ana")));
    say(new Member(ITEM, "gateway-1", "ana", "{}"));

    // When
    say(new Member(ITEM, "gateway-1", "bo", "{}"));
    pass(Duration.ofSeconds(2));

    // Then
    assertThat(told()).containsExactly(data(1), data(2));
  }

  @Test
  @DisplayName("R108 a count goes to the item's channel with its source, and grows in sequence")
  void countsCarryTheirSource() {
    // Given
    say(new Join(ITEM, SessionId.of("ana")));
    pass(Duration.ofSeconds(2));

    // When
    say(new Leave(ITEM, SessionId.of("ana")));

    // Then
    var records = counts.readRecordsToList();
    assertThat(records).extracting(each -> text(each.key())).containsOnly("app-id/product-42");
    assertThat(records).extracting(each -> header(each, "event")).containsOnly("viewer-count");
    assertThat(records)
        .extracting(each -> header(each, "source"))
        .containsOnly("viewers:presence-product-42");
    assertThat(records)
        .extracting(each -> Long.parseLong(header(each, "sequence")))
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(records).extracting(each -> text(each.value())).containsExactly(data(1), data(0));
  }

  @Test
  @DisplayName("R99 a silent session goes without any other record coming")
  void silentSessionsGo() {
    // Given
    say(new Join(ITEM, SessionId.of("ana")));

    // When
    pass(Duration.ofSeconds(302));

    // Then
    assertThat(told()).containsExactly(data(1), data(0));
    assertThat(meters.counter("carillon.presence.sessions.expired").count()).isEqualTo(1);
  }

  @Test
  @DisplayName(
      "R105 a leave that a gateway writes counts at once, a gateway's death after the grace")
  void leavesAtOnceDeathsAfterTheGrace() {
    // Given
    say(new Member(ITEM, "gateway-1", "ana", "{}"));
    say(new Member(ITEM, "gateway-1", "bo", "{}"));
    pass(Duration.ofSeconds(2));
    say(new Left(ITEM, "gateway-1", "bo"));
    say(new Gone("gateway-1"));
    pass(Duration.ofMillis(2_500));
    var within = told();

    // When
    pass(Duration.ofSeconds(2));

    // Then
    assertThat(within).containsExactly(data(1), data(2), data(1));
    assertThat(told()).containsExactly(data(0));
  }

  @Test
  @DisplayName("records that come again after a crash change nothing")
  void repeatedRecordsChangeNothing() {
    // Given
    say(new Join(ITEM, SessionId.of("ana")));
    say(new Leave(ITEM, SessionId.of("ana")));
    var owned = shards.of(0).orElseThrow();
    ViewerStore.behind(driver.getKeyValueStore(ViewerStore.NAME))
        .progress()
        .reach(Input.ACTIONS, 100);

    // When
    say(new Join(ITEM, SessionId.of("ana")));

    // Then
    assertThat(owned.shard().countOf(ITEM)).isZero();
    assertThat(meters.counter("carillon.presence.records.repeated").count()).isEqualTo(1);
  }

  @Test
  @DisplayName("whoever waits for an action is answered when it is applied, not before")
  void answersWhenApplied() {
    // Given
    var owned = shards.of(0).orElseThrow();
    var answer = new AtomicReference<Integer>();
    var waiting = owned.countAfter(ITEM, 1).thenAccept(answer::set).toCompletableFuture();
    say(new Join(ITEM, SessionId.of("ana")));
    var early = waiting.isDone();

    // When
    say(new Join(ITEM, SessionId.of("bo")));

    // Then
    assertThat(early).isFalse();
    assertThat(answer).hasValue(2);
  }

  @Test
  @DisplayName("whoever waits on a partition that goes is told to ask again")
  void partitionThatGoesFailsThoseWhoWait() {
    // Given
    var waiting = shards.of(0).orElseThrow().countAfter(ITEM, 1).toCompletableFuture();

    // When
    driver.close();

    // Then
    assertThat(waiting)
        .isCompletedExceptionally()
        .failsWithin(Duration.ofSeconds(1))
        .withThrowableThat()
        .withCauseInstanceOf(OwnedShard.NotTheOwner.class);
    assertThat(shards.of(0)).isEmpty();
  }

  @Test
  @DisplayName("a broken record is passed over and counted")
  void brokenRecordsArePassedOver() {
    // Given
    actions.pipeInput(ITEM.bytes(), "dance".getBytes(UTF_8), now);
    memberships.pipeInput("no tabs".getBytes(UTF_8), new byte[] {1}, now);

    // When
    say(new Join(ITEM, SessionId.of("ana")));

    // Then
    assertThat(told()).containsExactly(data(1));
    assertThat(meters.counter("carillon.presence.records.broken").count()).isEqualTo(2);
  }

  @Test
  @DisplayName("members of other channels are nobody's viewers, but they were seen")
  void otherChannelsDoNotCount() {
    // When
    say(new Member(new ChannelKey("app-id", "presence-workspace-1"), "gateway-1", "ana", "{}"));

    // Then
    assertThat(told()).isEmpty();
    assertThat(seen).containsExactly(new Sighting("app-id", "ana", now));
    assertThat(shards.sum(shard -> shard.items())).isZero();
  }

  private void say(Action action) {
    actions.pipeInput(action.item().bytes(), ActionCodec.value(action), now);
  }

  private void say(MembershipRecord record) {
    for (var written : new MembershipCodec().encode(TOPICS.memberships(), 1, record)) {
      memberships.pipeInput(written.key(), written.value(), now);
    }
  }

  private void pass(Duration time) {
    now = now.plus(time);
    for (var left = time; left.isPositive(); left = left.minusMillis(100)) {
      driver.advanceWallClockTime(Duration.ofMillis(100));
    }
  }

  private List<String> told() {
    return counts.readValuesToList().stream().map(ViewerTopologyTest::text).toList();
  }

  private static String data(int count) {
    return "{\"productId\":42,\"viewerCount\":%d}".formatted(count);
  }

  private static String header(TestRecord<byte[], byte[]> record, String name) {
    return text(record.headers().lastHeader(name).value());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }
}
