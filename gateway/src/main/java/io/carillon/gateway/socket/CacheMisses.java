package io.carillon.gateway.socket;

import io.carillon.apps.App;
import io.carillon.apps.WebhookTarget;
import io.carillon.events.ChannelKey;
import io.carillon.events.ControlRecord.CacheMiss;
import io.carillon.gateway.publish.PublishOutcome;
import java.util.Optional;

/// Subscribers who found a cached channel without an event, as far as the app wants to hear of it.
///
/// The first of an empty period is put on the log, where one reader of the whole cluster tells the
/// app of it: so a crowd that misses at once costs one record for each gateway. Called on event
/// loops; nothing waits.
final class CacheMisses {
  private static final String WEBHOOK = "cache_miss";

  private CacheMisses() {}

  static void report(ChannelKey key, SocketParts parts) {
    if (wanted(key, parts.apps().byId(key.app())) && parts.cache().reportMiss(key)) {
      parts
          .publisher()
          .command(new CacheMiss(key))
          .subscribe()
          .with(outcome -> {
            if (!(outcome instanceof PublishOutcome.Accepted)) {
              parts.cache().notReported(key);
            }
          });
    }
  }

  private static boolean wanted(ChannelKey key, Optional<App> owner) {
    if (owner.isPresent()) {
      for (WebhookTarget target : owner.get().webhooks()) {
        if (target.wants(WEBHOOK, key.channel())) {
          return true;
        }
      }
    }
    return false;
  }
}
