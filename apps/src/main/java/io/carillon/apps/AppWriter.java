package io.carillon.apps;

import io.carillon.apps.AppFold.Outcome;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Writes changes of apps to the topic and says what became of them.
///
///     send ──acknowledged──► read back ──folded──► done
///                               └──out of turn──► the winner is written again ──► overtaken
///
/// A change is done only when the registry shows it. The record of one that was overtaken must not
/// stay the last of its key, or compaction would leave it alone: the winner is written once more,
/// as the next version, before the answer. Every method waits, for about a minute at most: call
/// them on threads that may. An editor that ends in between leaves this to the app's next change.
public final class AppWriter {
  private static final Logger LOG = Logger.getLogger(AppWriter.class);
  private static final Duration ACKNOWLEDGED_WITHIN = Duration.ofSeconds(30);
  private static final Duration READ_BACK_WITHIN = Duration.ofSeconds(20);

  /// Each further try means that yet another editor came in between.
  private static final int TRIES_MAX = 16;

  private final AppRegistry registry;
  private final Producer<byte[], byte[]> producer;
  private final String topic;

  /// @param producer one that gives up by itself; it stays the caller's
  public AppWriter(AppRegistry registry, Producer<byte[], byte[]> producer, String topic) {
    this.registry = registry;
    this.producer = producer;
    this.topic = topic;
  }

  /// What became of a change.
  public sealed interface Written {
    /// The registry shows it.
    record Done() implements Written {}

    /// Another change came before it, and this one counts nowhere.
    ///
    /// @param version the app's now; 0 when it has no record
    record Overtaken(long version) implements Written {}

    /// Kafka did not take it in time, or it was not read back: it may count yet.
    record Unknown(String why) implements Written {}

    /// Nothing was sent.
    record Refused(String why) implements Written {}
  }

  public Written write(AppRecord next) {
    if (!registry.codec().seals()) {
      return new Written.Refused("secrets cannot be sealed: set carillon.apps.platform-key");
    }
    return edit(next.app().id(), next.version(), registry.codec().encode(next));
  }

  /// Removes an app's record; a configured app counts again after it.
  ///
  /// @param version of the record that the caller saw
  public Written remove(String appId, long version) {
    return edit(appId, version + 1, null);
  }

  private Written edit(String appId, long version, byte @Nullable [] value) {
    try {
      if (append(appId, version, value) == Outcome.FOLDED) {
        return new Written.Done();
      }
      writeWinner(appId);
      return new Written.Overtaken(registry.version(appId));
    } catch (ExecutionException e) {
      return unknown(appId, e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      return new Written.Unknown("the change was not read back in time");
    } catch (KafkaException | IllegalStateException e) {
      return unknown(appId, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Written.Unknown("this editor is being stopped");
    }
  }

  private static Written unknown(String appId, Throwable failure) {
    LOG.warnf("Could not write app %s: %s", appId, failure.toString());
    return new Written.Unknown("the change was not acknowledged in time");
  }

  /// Makes what counts the last record again.
  private void writeWinner(String appId)
      throws InterruptedException, ExecutionException, TimeoutException {
    for (var i = 0; i < TRIES_MAX; i++) {
      var winner = registry.registered(appId).filter(app -> !app.configured());
      var again = winner.map(app -> app.next(app.app()));
      var outcome =
          again.isPresent()
              ? append(appId, again.get().version(), registry.codec().encode(again.get()))
              : append(appId, 1, null);
      if (outcome == Outcome.FOLDED) {
        return;
      }
    }
    LOG.errorf("Could not write again what counts of app %s: change it once more", appId);
  }

  private Outcome append(String appId, long version, byte @Nullable [] value)
      throws InterruptedException, ExecutionException, TimeoutException {
    var edit = new Edit(UUID.randomUUID().toString(), version);
    var readBack = registry.edits().begin(edit.id());
    try {
      var record = new ProducerRecord<byte[], byte[]>(topic, AppRecordCodec.key(appId), value);
      EditHeaders.write(edit, record.headers());
      producer.send(record).get(ACKNOWLEDGED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
      return readBack.get(READ_BACK_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      registry.edits().end(edit.id());
    }
  }
}
