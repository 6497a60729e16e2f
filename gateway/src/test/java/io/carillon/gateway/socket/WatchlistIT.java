package io.carillon.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.events.ChannelKey;
import io.carillon.events.MembershipCodec;
import io.carillon.events.MembershipRecord;
import io.carillon.events.MembershipRecord.Left;
import io.carillon.events.MembershipRecord.Member;
import io.carillon.gateway.socket.RawSocket.Live;
import io.carillon.local.testing.LocalParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Who is told of whom. The other gateway is a writer of its records.
@QuarkusTest
@QuarkusTestResource(
    value = LocalParts.class,
    initArgs = @ResourceArg(name = "parts", value = "kafka,oidc"))
class WatchlistIT {
  private static final String MEMBERSHIPS = "carillon.memberships";

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @BeforeEach
  void awaitReady() {
    RawSocket.awaitReady(port);
  }

  @Test
  @DisplayName("R33 a watcher hears of a user's first connection and of the last one's end")
  void onlineAndOffline() throws InterruptedException {
    // Given
    String bo = unique();
    String cleo = unique();
    try (Live ana = watching(unique(), List.of(bo, cleo))) {
      assertThat(news(ana, 2)).containsExactly("-" + bo, "-" + cleo);
      // When
      Live first = watching(bo, List.of());
      var online = news(ana, 1);
      Live second = watching(bo, List.of());
      first.close();
      Live other = watching(cleo, List.of());
      var between = news(ana, 1);
      second.close();
      var offline = news(ana, 1);
      other.close();
      // Then
      assertThat(online).containsExactly("+" + bo);
      assertThat(between).containsExactly("+" + cleo);
      assertThat(offline).containsExactly("-" + bo);
    }
  }

  @Test
  @DisplayName("R33 after the sign-in comes who is there, the present ones first, in one frame")
  void snapshot() throws InterruptedException {
    // Given
    String bo = unique();
    String cleo = unique();
    try (Live present = watching(cleo, List.of());
        Live probe = watching(unique(), List.of(cleo))) {
      awaitOnline(probe, cleo);
      // When
      try (Live ana = watching(unique(), List.of(bo, cleo))) {
        JsonNode frame = ana.socket().next("pusher_internal:watchlist_events");
        // Then
        assertThat(frame).hasSize(2);
        assertThat(frame.get("data").asText())
            .isEqualTo(
                "{\"events\":[{\"name\":\"online\",\"user_ids\":[\"%s\"]},{\"name\":\"offline\",\"user_ids\":[\"%s\"]}]}"
                    .formatted(cleo, bo));
        assertThat(present.socket().upToNow()).isEmpty();
      }
    }
  }

  @Test
  @DisplayName("R33 R104 users of other gateways are told of, and one on two gateways is one")
  void overGateways() throws Exception {
    // Given
    String bo = unique();
    String dee = unique();
    ChannelKey place = ChannelKey.ofUsers("app-id");
    String incarnation = "other-" + UUID.randomUUID();
    try (Live ana = watching(unique(), List.of(bo, dee));
        var other = new OtherGateway()) {
      assertThat(news(ana, 2)).containsExactly("-" + bo, "-" + dee);
      // When
      other.write(new Member(place, incarnation, bo, "{}"));
      var online = news(ana, 1);
      Live here = watching(bo, List.of());
      // A sign-in is confirmed before its record is written; that of a later one stands above it.
      Live later = watching(dee, List.of());
      assertThat(news(ana, 1)).containsExactly("+" + dee);
      other.write(new Left(place, incarnation, bo));
      here.close();
      var offline = news(ana, 1);
      later.close();
      // Then
      assertThat(online).containsExactly("+" + bo);
      assertThat(offline).containsExactly("-" + bo);
    }
  }

  @Test
  @DisplayName("R33 of a hundred and one the first hundred are watched, and error 4302 says so")
  void overTheLimit() throws InterruptedException {
    // Given
    var ids = IntStream.range(0, 101).mapToObj(i -> unique()).toList();
    try (Live ana = watching(unique(), ids)) {
      // When
      JsonNode error = ana.socket().next("pusher:error");
      var told = news(ana, 100);
      // Then
      assertThat(error.get("data").get("code").asInt()).isEqualTo(4302);
      assertThat(told)
          .containsExactlyElementsOf(ids.stream().limit(100).map(id -> "-" + id).toList());
      assertThat(ana.socket().open()).isTrue();
    }
  }

  @Test
  @DisplayName("R33 a user who signs in again watches others from then on")
  void watchesOthers() throws InterruptedException {
    // Given
    String ana = unique();
    String bo = unique();
    String cleo = unique();
    try (Live live = watching(ana, List.of(bo))) {
      news(live, 1);
      live.signIn(RawSocket.json(Map.of("id", ana, "watchlist", List.of(cleo))));
      live.socket().next("pusher:signin_success");
      assertThat(news(live, 1)).containsExactly("-" + cleo);
      // When
      try (Live first = watching(bo, List.of());
          Live second = watching(cleo, List.of())) {
        // Then
        assertThat(news(live, 1)).containsExactly("+" + cleo);
        assertThat(Stream.of(first, second).allMatch(each -> each.socket().open())).isTrue();
      }
    }
  }

  @Test
  @DisplayName("R33 a member of a presence channel who never signed in is offline")
  void membersAreNotUsers() throws InterruptedException {
    // Given
    String bo = unique();
    String room = "presence-" + unique();
    try (Live member = RawSocket.live(port)) {
      member.join(room, "{\"user_id\":\"" + bo + "\"}");
      member.subscribed(room);
      // When
      try (Live ana = watching(unique(), List.of(bo))) {
        // Then
        assertThat(news(ana, 1)).containsExactly("-" + bo);
      }
    }
  }

  private static String unique() {
    return "user-" + UUID.randomUUID();
  }

  private Live watching(String id, List<String> watchlist) throws InterruptedException {
    Live live = RawSocket.live(port);
    live.signIn(RawSocket.json(Map.of("id", id, "watchlist", watchlist)));
    live.socket().next("pusher:signin_success");
    return live;
  }

  /// The next changes, over as many frames as they take.
  private static List<String> news(Live live, int count) throws InterruptedException {
    var news = new ArrayList<String>();
    while (news.size() < count) {
      JsonNode frame = live.socket().next("pusher_internal:watchlist_events");
      for (JsonNode event : RawSocket.dataOf(frame).get("events")) {
        String sign = event.get("name").asText().equals("online") ? "+" : "-";
        event.get("user_ids").forEach(id -> news.add(sign + id.asText()));
      }
    }
    return news;
  }

  /// Until the gateway has read back that the user is there.
  private static void awaitOnline(Live watcher, String id) throws InterruptedException {
    while (!news(watcher, 1).contains("+" + id)) {
      // the snapshot came before the record
    }
  }

  private static final class OtherGateway implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", LocalParts.kafka().bootstrapServers(), "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());

    void write(MembershipRecord record) throws Exception {
      int partitions = producer.partitionsFor(MEMBERSHIPS).size();
      for (var each : new MembershipCodec().encode(MEMBERSHIPS, partitions, record)) {
        producer.send(each).get();
      }
    }

    @Override
    public void close() {
      producer.close();
    }
  }
}
