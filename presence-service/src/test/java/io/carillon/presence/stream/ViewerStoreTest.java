package io.carillon.presence.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.events.ChannelKey;
import io.carillon.presence.domain.Session;
import io.carillon.presence.domain.SessionId;
import io.carillon.presence.domain.ViewerEvent.SessionChanged;
import io.carillon.presence.domain.ViewerRules;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ViewerStoreTest {
  private static final ChannelKey ITEM = new ChannelKey("app-id", "presence-product-42");
  private static final ViewerRules RULES =
      new ViewerRules(Duration.ofMinutes(5), Duration.ofSeconds(3), Duration.ofSeconds(1));

  private final KeyValueStore<Bytes, byte[]> wrapped =
      ViewerStore.builder(RULES, Map.of()).withLoggingDisabled().build();
  private final ViewerStore store = ViewerStore.behind(wrapped);

  @Test
  @DisplayName("R98 a store that is opened again knows nothing but what its changelog gives it")
  void openedAgainItIsEmpty() {
    // Given
    open();
    store.progress().reach(Input.ACTIONS, 7);
    var joined = new SessionChanged(ITEM, SessionId.of("ana"), new Session(List.of(), 1_000));
    store.put(ChangelogCodec.key(joined), ChangelogCodec.value(joined, store.progress()));
    store.close();

    // When
    open();

    // Then
    assertThat(store.shard().countOf(ITEM)).isZero();
    assertThat(store.progress().covers(Input.ACTIONS, 0)).isFalse();
  }

  private void open() {
    store.init(new MockProcessorContext<>().getStateStoreContext(), store);
  }
}
