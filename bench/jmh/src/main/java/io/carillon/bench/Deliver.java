package io.carillon.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.carillon.gateway.channel.ChannelBatch;
import io.carillon.gateway.channel.Hub;
import io.carillon.gateway.channel.Subscriber;
import io.netty.buffer.ByteBuf;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// One batch of one channel, handed by the hub to subscribers that look at it and send nothing:
/// divide by the subscribers for the cost of a delivery without its socket.
///
/// The loop is the calling thread, so that only the hub's own work is measured.
@State(Scope.Thread)
public class Deliver {
  private static final byte[] FRAME = "x".repeat(200).getBytes(UTF_8);

  @Param({"1", "100", "1000"})
  public int subscribers;

  @Param({"1", "10"})
  public int events;

  private final Hub hub = new Hub(new Unread());
  private long taken;

  @Setup
  public void subscribe() {
    var shard = hub.shardOf(Runnable::run);
    for (int i = 0; i < subscribers; i++) {
      shard.goLive(shard.subscribe(Sample.KEY, new Taker("1." + i)), 0);
    }
  }

  @Benchmark
  public long batch() throws InterruptedException {
    var batch = new ChannelBatch(Sample.KEY);
    for (int i = 0; i < events; i++) {
      batch.add(i, null, FRAME, FRAME.length);
    }
    hub.deliver(List.of(batch));
    return taken;
  }

  private final class Taker implements Subscriber {
    private final String socketId;

    Taker(String socketId) {
      this.socketId = socketId;
    }

    @Override
    public String socketId() {
      return socketId;
    }

    @Override
    public boolean readsPositions() {
      return false;
    }

    @Override
    public boolean behind() {
      return false;
    }

    @Override
    public void offer(ByteBuf frames, int from, int length) {
      taken += frames.getByte(from) + length;
    }

    @Override
    public void offer(ByteBuf frame, int from, int length, Object conflation) {
      offer(frame, from, length);
    }

    @Override
    public void flush() {
      taken++;
    }
  }
}
