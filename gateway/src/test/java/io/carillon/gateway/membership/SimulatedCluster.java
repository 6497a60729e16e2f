package io.carillon.gateway.membership;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.carillon.events.BrokenRecord;
import io.carillon.events.ChannelKey;
import io.carillon.events.Topics;
import io.carillon.gateway.Defaults;
import io.carillon.gateway.channel.FakePositions;
import io.carillon.gateway.channel.Hub;
import io.carillon.gateway.channel.RememberingSubscriber;
import io.carillon.gateway.channel.Shard;
import io.carillon.gateway.channel.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Several gateways' memberships over one log in memory, with a clock that is moved by hand: each
/// reads as far as it is told to, can be paused and can die.
final class SimulatedCluster {
  static final ChannelKey ROOM = new ChannelKey("app", "presence-room");
  static final MembershipConfig TIMING = Defaults.of(MembershipConfig.class);
  private static final Topics TOPICS = Topics.of("t.");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>();
  private Instant now = Instant.EPOCH;

  final class Gateway {
    private final MockProducer<byte[], byte[]> producer =
        new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final Hub hub = new Hub(new FakePositions(0));
    private final Shard shard = hub.shardOf(Runnable::run);
    private final Membership membership;
    final List<Tab> tabs = new ArrayList<>();
    final List<Visit> visits = new ArrayList<>();
    private int read;
    boolean alive = true;

    Gateway() {
      this(new Rules(Integer.MAX_VALUE, true));
    }

    Gateway(AppRules rules) {
      var writer = new MembershipWriter(producer, TOPICS, 1);
      membership = new Membership(TIMING, writer, hub, () -> now, 1, rules);
    }

    /// A connection on a channel without members, as the socket's side of it subscribes.
    RememberingSubscriber subscribe(ChannelKey channel) {
      var socket = new RememberingSubscriber("0.0");
      shard.goLive(shard.subscribe(channel, socket), 0);
      membership.counts().add(channel);
      return socket;
    }

    int pacedCounts() {
      return membership.pacedCounts();
    }

    Tab open(String user) {
      var tab = new Tab(this, user);
      tabs.add(tab);
      membership.join(ROOM, user, "{}", tab);
      return tab;
    }

    void close(Tab tab) {
      tabs.remove(tab);
      shard.unsubscribe(tab.subscription);
      membership.leave(ROOM, tab.user, tab);
    }

    void signIn(String user, List<String> watched) {
      var visit = new Visit(user, watched, new RememberingVisit());
      visits.add(visit);
      membership.users().signIn(ROOM.app(), user, watched, visit.connection);
    }

    void signOut(Visit visit) {
      visits.remove(visit);
      membership.users().signOut(visit.connection);
    }

    /// Reads at most so many records, then ends the turn.
    void turn(int records) throws InterruptedException, BrokenRecord {
      for (long end = Math.min(log.size(), (long) read + records); read < end; read++) {
        var record = log.get(read);
        if (record.topic().equals(TOPICS.beats())) {
          membership.heard(new String(record.key(), UTF_8), record.timestamp());
        } else {
          membership.read(record.partition(), membership.codec().decode(record));
        }
      }
      membership.endTurn();
      append(producer.history());
      producer.clear();
    }

    /// A connection that asks whether there is room for it.
    Guest enter() {
      var guest = new Guest();
      membership.enter(ROOM.app(), guest);
      return guest;
    }

    /// A connection that does not ask.
    Guest enterUnasked() {
      var guest = new Guest();
      membership.entered(ROOM.app(), guest);
      return guest;
    }

    void leave(Guest guest) {
      membership.left(ROOM.app(), guest);
    }

    int connections() {
      return membership.view().connections(ROOM.app());
    }

    Occupant occupy(String channel) {
      var occupant = new Occupant(new ChannelKey(ROOM.app(), channel));
      membership.channels().occupy(occupant.channel, occupant);
      return occupant;
    }

    Occupant keep(String channel) {
      var occupant = new Occupant(new ChannelKey(ROOM.app(), channel));
      membership.channels().keep(occupant.channel, occupant);
      return occupant;
    }

    void vacate(Occupant occupant) {
      membership.channels().vacate(occupant.channel, occupant);
    }

    int occupied() {
      return membership.view().occupied(ROOM.app());
    }

    MembershipView fold() {
      return membership.view();
    }

    void die() {
      alive = false;
      tabs.clear();
      visits.clear();
    }

    Set<String> online() {
      return new TreeSet<>(membership.view().users(ChannelKey.ofUsers(ROOM.app())));
    }

    Set<String> view() {
      return new TreeSet<>(membership.view().users(ROOM));
    }
  }

  /// A connection on which a user is signed in, with what it was told of those it watches.
  record Visit(String user, List<String> watched, RememberingVisit connection) {}

  /// A connection in the room, with the roster that a stock client keeps.
  static final class Tab implements Joiner {
    final String user;
    private final Gateway gateway;
    private final RememberingSubscriber socket = new RememberingSubscriber("0.0");
    private final Subscription subscription;
    private Optional<Set<String>> roster = Optional.empty();
    private int understood;

    Tab(Gateway gateway, String user) {
      this.gateway = gateway;
      this.user = user;
      this.subscription = gateway.shard.subscribe(ROOM, socket);
    }

    @Override
    public void confirmed(byte[] frame) {
      if (subscription.live()) {
        return;
      }
      var ids = new TreeSet<String>();
      dataOf(new String(frame, UTF_8))
          .get("presence")
          .get("ids")
          .forEach(id -> ids.add(id.asText()));
      roster = Optional.of(ids);
      gateway.shard.goLive(subscription, 0);
    }

    @Override
    public void refused() {
      throw new AssertionError("there is no limit here");
    }

    boolean live() {
      return roster.isPresent();
    }

    /// The roster after all frames. Fails on a coming of one who is there or a going of one who is
    /// not.
    Set<String> roster() {
      Set<String> ids = roster.orElseThrow();
      for (; understood < socket.texts().size(); understood++) {
        apply(ids, socket.texts().get(understood));
      }
      return ids;
    }

    private static void apply(Set<String> ids, String frame) {
      String id = dataOf(frame).get("user_id").asText();
      boolean changed = frame.contains("member_added") ? ids.add(id) : ids.remove(id);
      if (!changed) {
        throw new AssertionError("told twice: " + frame + " with " + ids);
      }
    }

    private static JsonNode dataOf(String frame) {
      try {
        return JSON.readTree(JSON.readTree(frame).get("data").asText());
      } catch (JsonProcessingException e) {
        throw new AssertionError(frame, e);
      }
    }
  }

  private void append(List<ProducerRecord<byte[], byte[]>> written) {
    for (var record : written) {
      log.add(
          new ConsumerRecord<>(
              record.topic(),
              0,
              log.size(),
              now.toEpochMilli(),
              TimestampType.LOG_APPEND_TIME,
              0,
              0,
              record.key(),
              record.value(),
              new RecordHeaders(),
              Optional.empty()));
    }
  }

  void advance(Duration time) {
    now = now.plus(time);
  }

  /// Who should be there: everybody with an open tab on a gateway that lives.
  static Set<String> expected(List<Gateway> gateways) {
    Map<String, Boolean> users = new LinkedHashMap<>();
    gateways.forEach(gateway -> gateway.tabs.forEach(tab -> users.put(tab.user, true)));
    return new TreeSet<>(users.keySet());
  }

  /// Who should be online: everybody who is signed in on a gateway that lives.
  static Set<String> expectedOnline(List<Gateway> gateways) {
    var users = new TreeSet<String>();
    gateways.forEach(gateway -> gateway.visits.forEach(visit -> users.add(visit.user)));
    return users;
  }

  record Rules(int membersMax, boolean counts, long connections, long channels)
      implements AppRules {
    Rules(int membersMax, boolean counts) {
      this(membersMax, counts, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    static Rules limited(long connections, long channels) {
      return new Rules(Integer.MAX_VALUE, true, connections, channels);
    }

    @Override
    public long connectionsMax(String app) {
      return connections;
    }

    @Override
    public long channelsMax(String app) {
      return channels;
    }

    @Override
    public int membersMax(String app) {
      return membersMax;
    }

    @Override
    public boolean countsSubscriptions(String app) {
      return counts;
    }
  }
}
