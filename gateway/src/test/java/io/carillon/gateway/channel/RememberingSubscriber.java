package io.carillon.gateway.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A subscriber that remembers the texts it was offered and how often it was flushed.
public final class RememberingSubscriber implements Subscriber {
  private final String id;
  private final List<String> texts = new ArrayList<>();
  private final boolean positions;
  private final Map<String, Object> replaceable = new HashMap<>();
  private boolean behind;
  private int flushes;

  public RememberingSubscriber(String id) {
    this(id, false);
  }

  RememberingSubscriber(String id, boolean positions) {
    this.id = id;
    this.positions = positions;
  }

  @Override
  public boolean readsPositions() {
    return positions;
  }

  @Override
  public String socketId() {
    return id;
  }

  @Override
  public void offer(ByteBuf frames, int from, int count) {
    int at = from;
    while (at < from + count) {
      int start = at + TextFrame.headerLength(frames, at);
      int length = TextFrame.payloadLength(frames, at);
      texts.add(frames.toString(start, length, UTF_8));
      at = start + length;
    }
  }

  @Override
  public void offer(ByteBuf frame, int from, int length, Object conflation) {
    texts.removeIf(text -> conflation.equals(replaceable.get(text)));
    offer(frame, from, length);
    replaceable.put(texts.getLast(), conflation);
  }

  @Override
  public boolean behind() {
    return behind;
  }

  /// From now on it does not read.
  void fallBehind() {
    behind = true;
  }

  @Override
  public void flush() {
    flushes++;
  }

  public List<String> texts() {
    return texts;
  }

  public int flushes() {
    return flushes;
  }
}
