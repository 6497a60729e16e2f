package io.carillon.gateway.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.events.ChannelKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

class ChannelTest {
  @Property(tries = 200)
  @Label("Any order of joining and leaving leaves exactly those who did not leave")
  void holdsWhoStayed(@ForAll List<Boolean> joins) {
    // Given
    var channel = new Channel(new ChannelKey("app", "room"));
    var there = new ArrayList<Subscription>();
    // When
    for (int i = 0; i < joins.size(); i++) {
      if (joins.get(i) || there.isEmpty()) {
        var joining = new Subscription(channel, new RememberingSubscriber("1." + i));
        channel.add(joining);
        there.add(joining);
      } else {
        channel.remove(there.remove(i % there.size()));
      }
    }
    // Then
    Set<Subscription> held = new HashSet<>();
    for (int i = 0; i < channel.size(); i++) {
      held.add(channel.at(i));
    }
    assertThat(held).containsExactlyInAnyOrderElementsOf(there);
    assertThat(channel.empty()).isEqualTo(there.isEmpty());
  }
}
