package io.carillon.gateway.socket;

import io.carillon.gateway.limit.TokenBucket;
import io.netty.buffer.ByteBuf;
import java.util.function.LongSupplier;

/// A peer without a connection: it was refused, or its connection is made later. It may send as
/// much as others, and nothing of it is looked at.
final class Stranger implements FrameReceiver {
  private final TokenBucket rate;
  private final LongSupplier millis;

  Stranger(SocketConfig config, LongSupplier millis) {
    this.rate = new TokenBucket(config.inboundBurst(), config.inboundRate(), millis.getAsLong());
    this.millis = millis;
  }

  @Override
  public void heard() {}

  @Override
  public boolean withinRate() {
    return rate.take(millis.getAsLong());
  }

  @Override
  public void text(String text) {}

  @Override
  public void binary(ByteBuf bytes) {}

  @Override
  public void closed() {}
}
