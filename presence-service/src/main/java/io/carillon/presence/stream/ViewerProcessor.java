package io.carillon.presence.stream;

import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/// Opens a task when Kafka Streams gives this instance a partition, after its state is restored,
/// and closes it when the partition goes.
final class ViewerProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  private final TaskParts parts;
  private @Nullable ViewerTask task;

  ViewerProcessor(TaskParts parts) {
    this.parts = parts;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    task = ViewerTask.open(parts, context);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    Objects.requireNonNull(task).take(record);
  }

  @Override
  public void close() {
    if (task != null) {
      task.close();
    }
  }
}
