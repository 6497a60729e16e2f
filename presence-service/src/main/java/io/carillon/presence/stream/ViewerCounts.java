package io.carillon.presence.stream;

import io.carillon.events.ChannelKey;
import io.carillon.presence.PresenceConfig;
import io.carillon.presence.domain.ViewerCommand.Action;
import io.carillon.presence.publish.ActionWriter;
import io.carillon.presence.stream.CountOutcome.Counted;
import io.carillon.presence.stream.CountOutcome.Unknown;
import io.carillon.presence.stream.OwnedShard.NotTheOwner;
import io.carillon.presence.stream.OwnedShard.TooManyWaiting;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/// Counts of any item, from whichever instance counts it.
///
/// An action is written to Kafka by the instance that was asked; then the owner of the item is
/// asked for the count *after that offset*. So an answer always has its own action in it, and the
/// owner may change in between: whoever owns the item then has read, or will read, the same record.
/// Any thread; never blocks.
@ApplicationScoped
public class ViewerCounts {
  private static final Logger LOG = Logger.getLogger(ViewerCounts.class);
  private static final long AS_IT_IS = -1;
  private static final Duration FIRST_RETRY = Duration.ofMillis(50);
  private static final Duration LATER_RETRY = Duration.ofMillis(500);

  private final Engine engine;
  private final ActionWriter actions;
  private final Peers peers;
  private final Duration timeout;

  @Inject
  ViewerCounts(Engine engine, ActionWriter actions, Peers peers, PresenceConfig config) {
    this.engine = engine;
    this.actions = actions;
    this.peers = peers;
    this.timeout = config.actions().timeout();
  }

  /// Does the action, and gives the count with it. Never fails: what went wrong is an outcome.
  public Uni<CountOutcome> after(Action action) {
    return Uni.createFrom()
        .completionStage(() -> actions.write(action))
        .flatMap(offset -> find(action.item(), offset))
        .onFailure(KafkaException.class)
        .recoverWithItem(new Unknown("the broker did not acknowledge the action"));
  }

  /// The count as it is now. Never fails.
  public Uni<CountOutcome> of(ChannelKey item) {
    return find(item, AS_IT_IS);
  }

  /// The count after an offset, from this instance only: fails when it does not count the item.
  public Uni<Integer> here(ChannelKey item, long offset) {
    return engine
        .owned(item)
        .map(shard -> Uni.createFrom().completionStage(() -> shard.countAfter(item, offset)))
        .orElseGet(() -> Uni.createFrom().failure(new NotTheOwner()));
  }

  private Uni<CountOutcome> find(ChannelKey item, long offset) {
    return Uni.createFrom()
        .deferred(() -> ask(item, offset))
        .onFailure(NotTheOwner.class)
        .retry()
        .withBackOff(FIRST_RETRY, LATER_RETRY)
        .expireIn(timeout.toMillis())
        .ifNoItem()
        .after(timeout)
        .fail()
        .map(CountOutcome.class::cast)
        .onFailure()
        .recoverWithItem(ViewerCounts::unknown);
  }

  private Uni<CountOutcome> ask(ChannelKey item, long offset) {
    if (engine.owned(item).isPresent()) {
      return here(item, offset).map(Counted::new);
    }
    return engine
        .peer(item)
        .map(peer -> peers.count(peer, item, offset).<CountOutcome>map(Counted::new))
        .orElseGet(() -> Uni.createFrom().failure(new NotTheOwner()));
  }

  private static CountOutcome unknown(Throwable failure) {
    if (failure instanceof TooManyWaiting) {
      return new Unknown("too many wait for counts");
    }
    LOG.debugf("No count in time: cause=%s", failure);
    return new Unknown("the viewers of this item are being moved or restored");
  }
}
