package io.carillon.events;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// Makes the topics that are missing and checks those that are there.
///
/// Several parts may do so at once: whoever comes second checks what the first one made. Checked
/// are the partition count and every setting of the table in {@link TopicKind}; retention may be
/// longer and replication higher than asked for. All calls wait for the broker, at most a minute:
/// never call them on an event loop.
public final class TopicSetup {
  /// The largest record: 2 MB, key and headers counted.
  public static final int MESSAGE_BYTES_MAX = 2 * 1024 * 1024;

  private static final Duration WAIT = Duration.ofSeconds(60);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
  private static final Set<String> MAY_BE_MORE =
      Set.of("retention.ms", "retention.bytes", "min.insync.replicas");

  private TopicSetup() {}

  /// Makes or checks these kinds of topics with a client of its own.
  ///
  /// @throws TopicMismatch when one is there with other settings; it names topic, setting, what was
  ///   found, what is wanted and what to do
  public static void ensure(
      Map<String, Object> client,
      Topics topics,
      int partitions,
      short replication,
      Set<TopicKind> kinds) {
    try (Admin admin = Admin.create(client)) {
      ensure(admin, topics, partitions, replication, kinds);
    }
  }

  /// Makes or checks these kinds of topics.
  public static void ensure(
      Admin admin, Topics topics, int partitions, short replication, Set<TopicKind> kinds) {
    ensure(admin, kinds.stream().map(kind -> kind.spec(topics, partitions, replication)).toList());
  }

  /// Makes or checks these topics.
  public static void ensure(Admin admin, Collection<TopicSpec> wanted) {
    Map<String, TopicSpec> byName = new TreeMap<>();
    wanted.forEach(spec -> byName.put(spec.name(), spec));
    createMissing(admin, byName);
    check(byName, described(admin, byName.keySet()), configs(admin, byName.keySet()));
  }

  /// The id of a topic: one that was made anew has the name of the old one and another id.
  ///
  /// @throws KafkaException when the brokers do not say
  public static String idOf(Map<String, Object> client, String topic) {
    try (Admin admin = Admin.create(client)) {
      TopicDescription described =
          await("describe a topic", admin.describeTopics(List.of(topic)).allTopicNames())
              .get(topic);
      if (described == null) {
        throw new KafkaException("there is no topic " + topic);
      }
      return described.topicId().toString();
    } catch (IllegalStateException e) {
      throw new KafkaException(e.getMessage(), e);
    }
  }

  private static void createMissing(Admin admin, Map<String, TopicSpec> wanted) {
    Set<String> present = await("list topics", admin.listTopics().names());
    List<NewTopic> missing =
        wanted.values().stream()
            .filter(spec -> !present.contains(spec.name()))
            .map(TopicSetup::toBeMade)
            .toList();
    if (missing.isEmpty()) {
      return;
    }
    for (var made : admin.createTopics(missing).values().entrySet()) {
      try {
        await("create topic " + made.getKey(), made.getValue());
      } catch (IllegalStateException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
  }

  private static NewTopic toBeMade(TopicSpec spec) {
    return new NewTopic(spec.name(), spec.partitions(), spec.replication())
        .configs(spec.settings());
  }

  /// Asks until every broker that answers knows the topics: a fresh one takes a moment to spread.
  private static Map<String, TopicDescription> described(Admin admin, Set<String> names) {
    return untilKnown("describe topics", () -> admin.describeTopics(names).allTopicNames());
  }

  private static Map<String, Config> configs(Admin admin, Set<String> names) {
    List<ConfigResource> resources =
        names.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList();
    Map<ConfigResource, Config> found =
        untilKnown("read topic settings", () -> admin.describeConfigs(resources).all());
    Map<String, Config> byName = new HashMap<>();
    found.forEach((resource, config) -> byName.put(resource.name(), config));
    return byName;
  }

  private static void check(
      Map<String, TopicSpec> wanted,
      Map<String, TopicDescription> topics,
      Map<String, Config> configs) {
    for (TopicSpec spec : wanted.values()) {
      TopicDescription topic = topics.get(spec.name());
      Config config = configs.get(spec.name());
      if (topic == null || config == null) {
        throw new IllegalStateException("the broker does not describe topic " + spec.name());
      }
      List<String> differences = differences(spec, topic, config);
      if (!differences.isEmpty()) {
        throw new TopicMismatch(spec.name(), differences);
      }
    }
  }

  private static List<String> differences(TopicSpec spec, TopicDescription topic, Config config) {
    List<String> differences = new ArrayList<>();
    int partitions = topic.partitions().size();
    if (partitions != spec.partitions()) {
      differences.add(
          "it has %d partitions, wanted are %d (the count is fixed for life: set carillon.topics.partitions to what it was, or use another carillon.topics.prefix)"
              .formatted(partitions, spec.partitions()));
    }
    int replication = topic.partitions().getFirst().replicas().size();
    if (replication < spec.replication()) {
      differences.add(
          "its replication is %d, wanted is %d (kafka-reassign-partitions.sh raises it, or lower carillon.topics.replication)"
              .formatted(replication, spec.replication()));
    }
    new TreeMap<>(spec.settings())
        .forEach((setting, value) -> {
          ConfigEntry entry = config.get(setting);
          String found = entry == null ? "nothing" : String.valueOf(entry.value());
          if (!satisfies(setting, found, value)) {
            differences.add(
                "%s is %s, wanted is %s (kafka-configs.sh --alter --topic %s --add-config %s=%s)"
                    .formatted(setting, found, value, spec.name(), setting, value));
          }
        });
    return differences;
  }

  private static boolean satisfies(String setting, String found, String wanted) {
    if (!MAY_BE_MORE.contains(setting)) {
      return found.equals(wanted);
    }
    long number = Long.parseLong(found);
    return number == -1 || number >= Long.parseLong(wanted); // -1 is without end
  }

  private interface Question<T> {
    KafkaFuture<T> ask();
  }

  private static <T> T untilKnown(String what, Question<T> question) {
    long deadline = System.nanoTime() + WAIT.toNanos();
    while (true) {
      try {
        return await(what, question.ask());
      } catch (IllegalStateException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
            || System.nanoTime() > deadline) {
          throw e;
        }
        pause();
      }
    }
  }

  private static <T> T await(String what, KafkaFuture<T> future) {
    try {
      return future.get(WAIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot " + what + ": " + e.getCause(), e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("cannot " + what + ": no answer in " + WAIT, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting to " + what, e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_LOOKS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for new topics", e);
    }
  }
}
