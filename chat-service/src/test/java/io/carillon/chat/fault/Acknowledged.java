package io.carillon.chat.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.chat.EventLog;
import io.carillon.events.ChannelEvent;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/// The checker of the fault tests: what was acknowledged, against what history and log have.
final class Acknowledged {

  private final Set<String> ids = new HashSet<>();

  synchronized void add(String id) {
    ids.add(id);
  }

  synchronized int size() {
    return ids.size();
  }

  /// Everything acknowledged is in the history, whose sequence is dense; and the log tells exactly
  /// the history, once, in its order, for a reader that drops second copies as the contract says.
  synchronized void check(JsonPath page, String channel) {
    List<String> history = page.getList("messages.id");
    assertThat(history).containsAll(ids).doesNotHaveDuplicates();
    assertThat(page.getList("messages.sequence", Long.class))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, history.size()).boxed().toList());
    assertThat(told(channel)).containsExactlyElementsOf(history);
  }

  private static List<String> told(String channel) {
    var told = new ArrayList<String>();
    long last = 0;
    for (ChannelEvent event : EventLog.on(channel)) {
      var source = event.source();
      if (source == null) {
        continue; // typing, which is no message
      }
      if (source.sequence() > last || !source.again()) {
        JsonNode data = EventLog.data(event);
        told.add(data.get("id").asText());
        last = source.sequence();
      }
    }
    return told;
  }
}
