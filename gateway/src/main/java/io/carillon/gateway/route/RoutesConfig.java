package io.carillon.gateway.route;

import io.carillon.gateway.forward.FirstStart;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/// Other teams' topics that become events.
@ConfigMapping(prefix = "carillon.routes")
public interface RoutesConfig {
  /// The routes: a JSON list, the same for all gateways. Without it nothing is routed.
  Optional<Path> file();

  /// The consumer group of all gateways with these routes; by default the topics' prefix and
  /// `routes`. A new name begins anew with every topic.
  Optional<String> group();

  /// Where the group begins with a topic that it has not read before.
  @WithDefault("latest")
  FirstStart firstStart();

  /// Records in hand at once, of which as many may come twice on the log after a crash. Larger
  /// batches cost less for each record.
  @WithDefault("500")
  int batchRecordsMax();
}
