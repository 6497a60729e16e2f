package io.carillon.presence.stream;

import io.carillon.presence.domain.ViewerShard;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;

/// The partitions that this instance counts now. For any thread.
final class OwnedShards {
  private final Map<Integer, OwnedShard> byPartition = new ConcurrentHashMap<>();

  Optional<OwnedShard> of(int partition) {
    return Optional.ofNullable(byPartition.get(partition));
  }

  OwnedShard own(int partition, ViewerShard shard, Progress progress) {
    var owned = new OwnedShard(shard, progress.actions());
    byPartition.put(partition, owned);
    return owned;
  }

  void lose(int partition, OwnedShard owned) {
    byPartition.remove(partition, owned);
    owned.lose();
  }

  long sum(ToLongFunction<ViewerShard> number) {
    return byPartition.values().stream().mapToLong(one -> number.applyAsLong(one.shard())).sum();
  }
}
