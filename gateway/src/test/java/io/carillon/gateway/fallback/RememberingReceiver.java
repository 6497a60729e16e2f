package io.carillon.gateway.fallback;

import java.util.ArrayList;
import java.util.List;

/// Remembers its lines, and takes as many as it is told to.
final class RememberingReceiver implements Receiver {
  final List<String> lines = new ArrayList<>();
  int takes = Integer.MAX_VALUE;
  int underWay;
  boolean answers;
  boolean ended;
  boolean cut;

  static RememberingReceiver polling() {
    var receiver = new RememberingReceiver();
    receiver.takes = 1;
    return receiver;
  }

  static RememberingReceiver streaming() {
    var receiver = new RememberingReceiver();
    receiver.answers = true;
    return receiver;
  }

  @Override
  public boolean write(Line line) {
    lines.add(line.bytes().toString());
    takes--;
    ended = takes == 0;
    return !ended;
  }

  @Override
  public int underWay() {
    return underWay;
  }

  @Override
  public boolean answersHeartbeats() {
    return answers;
  }

  @Override
  public void end(Line last) {
    lines.add(last.bytes().toString());
    ended = true;
  }

  @Override
  public void cut(Line last) {
    end(last);
    cut = true;
  }
}
