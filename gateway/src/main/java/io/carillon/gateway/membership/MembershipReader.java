package io.carillon.gateway.membership;

import io.carillon.events.BrokenRecord;
import io.carillon.events.ChannelKey;
import io.carillon.events.Topics;
import io.carillon.gateway.channel.Hub;
import io.carillon.protocol.ChannelData;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/// The membership thread: reads the memberships topic from its beginning and the beats from their
/// end, takes the requests of the event loops in between, and gives both to [Membership].
///
/// Public methods may be called from any thread and do not block.
public final class MembershipReader {
  private static final Logger LOG = Logger.getLogger(MembershipReader.class);
  private static final Duration TURN = Duration.ofMillis(50);
  private static final Duration GOODBYE_MAX = Duration.ofSeconds(3);

  private final Consumer<byte[], byte[]> consumer;
  private final Producer<byte[], byte[]> producer;
  private final Membership membership;
  private final List<TopicPartition> partitions;
  private final TopicPartition beats;
  private final Thread thread;
  private final Queue<Runnable> requests = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean awake = new AtomicBoolean();
  private final Map<TopicPartition, Long> awaited = new HashMap<>();
  private volatile boolean closed;
  private volatile boolean ready;

  private MembershipReader(
      Consumer<byte[], byte[]> consumer,
      Producer<byte[], byte[]> producer,
      Membership membership,
      Topics topics,
      int partitions) {
    this.consumer = consumer;
    this.producer = producer;
    this.membership = membership;
    this.partitions =
        IntStream.range(0, partitions)
            .mapToObj(partition -> new TopicPartition(topics.memberships(), partition))
            .toList();
    this.beats = new TopicPartition(topics.beats(), 0);
    this.thread = Thread.ofPlatform().name("membership").unstarted(this::run);
  }

  /// A reader for this gateway, not started.
  ///
  /// @param consumer used by the membership thread alone, and closed by it
  /// @param producer one that neither blocks nor gives up; closed with the reader
  public static MembershipReader of(
      Consumer<byte[], byte[]> consumer,
      Producer<byte[], byte[]> producer,
      MembershipConfig config,
      Hub hub,
      InstantSource clock,
      Topics topics,
      int partitions,
      AppRules rules) {
    var writer = new MembershipWriter(producer, topics, partitions);
    var membership = new Membership(config, writer, hub, clock, partitions, rules);
    return new MembershipReader(consumer, producer, membership, topics, partitions);
  }

  public void start() {
    thread.start();
  }

  /// True once everything that stood in the topic at the start has been folded.
  public boolean ready() {
    return ready;
  }

  /// What the cluster knows, for any thread.
  public MembershipView view() {
    return membership.view();
  }

  /// A connection subscribes to a presence channel; `joiner` hears of it later.
  public void join(ChannelKey channel, ChannelData who, Joiner joiner) {
    request(() -> membership.join(channel, who.userId(), who.infoJson(), joiner));
  }

  /// A connection's presence subscription ended, confirmed or not.
  public void leave(ChannelKey channel, ChannelData who, Joiner joiner) {
    request(() -> membership.leave(channel, who.userId(), joiner));
  }

  /// A connection of an app without a connection limit, which waits for nothing.
  public void entered(String app, Entrant connection) {
    request(() -> membership.entered(app, connection));
  }

  /// A connection that hears whether there is room for it.
  public void enter(String app, Entrant connection) {
    request(() -> membership.enter(app, connection));
  }

  /// A connection ended, admitted or not.
  public void left(String app, Entrant connection) {
    request(() -> membership.left(app, connection));
  }

  /// A subscription of an app with a channel limit; `joiner` hears whether it may be, with an empty
  /// frame.
  public void occupy(ChannelKey channel, Joiner joiner) {
    request(() -> membership.channels().occupy(channel, joiner));
  }

  /// A subscription that was there before the limit.
  public void keep(ChannelKey channel, Joiner joiner) {
    request(() -> membership.channels().keep(channel, joiner));
  }

  /// The end of one that occupied a channel, allowed or not.
  public void vacate(ChannelKey channel, Joiner joiner) {
    request(() -> membership.channels().vacate(channel, joiner));
  }

  /// A user signed in on a connection, for the first time or again.
  ///
  /// @param watched whom the connection is told of
  public void signedIn(String app, String user, List<String> watched, SignedIn connection) {
    request(() -> membership.users().signIn(app, user, watched, connection));
  }

  /// A connection on which a user is signed in ended.
  public void signedOut(SignedIn connection) {
    request(() -> membership.users().signOut(connection));
  }

  /// Ends the user's connections on this gateway, but for those that are younger.
  ///
  /// @param time in ms by the broker's clock
  public void terminate(String app, String user, long time) {
    request(() -> membership.users().terminate(app, user, time));
  }

  /// A connection subscribed to a channel without members.
  public void subscribed(ChannelKey channel) {
    membership.counts().add(channel);
  }

  /// A connection's subscription to a channel without members ended.
  public void unsubscribed(ChannelKey channel) {
    membership.counts().remove(channel);
  }

  private void request(Runnable request) {
    requests.add(request);
    if (awake.compareAndSet(false, true)) {
      consumer.wakeup();
    }
  }

  private void run() {
    try (consumer) {
      while (!closed && !started()) {
        LOG.debug("The memberships topic cannot be read yet");
      }
      while (!closed) {
        turn();
      }
    } catch (InterruptException | InterruptedException e) {
      LOG.debug("The membership thread ends");
    } catch (RuntimeException e) {
      LOG.error("The membership thread ended: presence stands still on this gateway", e);
      ready = false;
    }
  }

  private boolean started() {
    try {
      var all = new ArrayList<>(partitions);
      all.add(beats);
      consumer.assign(all);
      consumer.seekToBeginning(partitions);
      consumer.seekToEnd(List.of(beats));
      awaited.putAll(consumer.endOffsets(partitions));
      membership.view().beginLoading();
      return true;
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      LOG.warnf("Reading memberships failed and is tried again: %s", e.getMessage());
      return false;
    }
  }

  private void turn() throws InterruptedException {
    for (var record : poll()) {
      read(record);
    }
    awake.set(false);
    for (Runnable request = requests.poll(); request != null; request = requests.poll()) {
      request.run();
    }
    membership.endTurn();
    if (!ready) {
      awaited.entrySet().removeIf(each -> consumer.position(each.getKey()) >= each.getValue());
      ready = awaited.isEmpty();
      if (ready) {
        membership.view().loaded();
      }
    }
  }

  private ConsumerRecords<byte[], byte[]> poll() {
    try {
      return consumer.poll(TURN);
    } catch (WakeupException e) {
      return ConsumerRecords.empty();
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      LOG.warnf("Reading memberships failed and is tried again: %s", e.getMessage());
      return ConsumerRecords.empty();
    }
  }

  private void read(ConsumerRecord<byte[], byte[]> record) {
    if (record.topic().equals(beats.topic())) {
      membership.heard(new String(record.key(), StandardCharsets.UTF_8), record.timestamp());
      return;
    }
    try {
      membership.read(record.partition(), membership.codec().decode(record));
    } catch (BrokenRecord e) {
      membership.broken(e, record.partition(), record.offset());
    }
  }

  /// Says goodbye to the other gateways and stops.
  public void stop() throws InterruptedException {
    if (!thread.isAlive()) {
      consumer.close();
      producer.close(GOODBYE_MAX);
      return;
    }
    request(() -> {
      membership.leaveAll();
      closed = true;
    });
    thread.join(GOODBYE_MAX);
    thread.interrupt();
    thread.join();
    producer.close(GOODBYE_MAX);
  }

  /// Requests of event loops that wait for the thread.
  public int requests() {
    return requests.size();
  }

  /// Records that wait for Kafka to take them.
  public int waiting() {
    return membership.waiting();
  }

  /// Records that found no room among those, and are made good by a new incarnation.
  public long dropped() {
    return membership.dropped();
  }

  /// Connections of this gateway on which a user is signed in.
  public int signedIn() {
    return membership.users().size();
  }

  /// Users whom a connection of this gateway watches.
  public int watched() {
    return membership.users().watchlists().size();
  }

  /// Connections that wait to hear whether there is room for them.
  public int atTheDoor() {
    return membership.atTheDoor();
  }

  /// Channels whose large subscription count was told within its interval.
  public int pacedCounts() {
    return membership.pacedCounts();
  }

  /// Presence members and signed-in users with a connection on this gateway.
  public int localMembers() {
    return membership.localMembers();
  }
}
