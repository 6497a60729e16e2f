package io.carillon.leaderboard.stream;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/// What Kafka Streams sees of a [BoardTask], which begins when the boards have been restored.
final class BoardProcessor implements Processor<byte[], byte[], byte[], byte[]> {

  private final BoardTask.Wiring wiring;
  private @Nullable BoardTask task;

  BoardProcessor(BoardTask.Wiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    task = BoardTask.begin(context, wiring);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    if (task == null) {
      throw new IllegalStateException("a record before the task began");
    }
    task.process(record);
  }

  @Override
  public void close() {
    if (task != null) {
      task.end();
      task = null;
    }
  }
}
