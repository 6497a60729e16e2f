package io.carillon.bench;

import io.carillon.events.ChannelEvent;
import io.carillon.protocol.EventFrame;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// Once for each event, whatever the number of subscribers: its frame is measured and written.
@State(Scope.Thread)
public class Encode {
  private final ChannelEvent event = Sample.event();
  private final byte[] target = new byte[4096];

  @Benchmark
  public int frame() {
    return EventFrame.of(event.event(), event.key().channel(), event.data(), event.user())
        .writeTo(target, 0);
  }
}
