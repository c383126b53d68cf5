package io.weir.runtime.connector.kafka;

import io.weir.runtime.connector.format.text.BatchBuilder;
import io.weir.runtime.connector.format.text.ListBuilder;
import io.weir.runtime.connector.format.text.RowBuilder;
import io.weir.runtime.connector.format.text.ScalarBuilder;
import io.weir.runtime.type.Schema;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Writes the columns that say something about messages. */
final class MessageMetadata implements AutoCloseable {
  private final BatchBuilder rows;
  private final List<String> keys;

  /** {@code keys} says for each column which metadata it is. */
  MessageMetadata(Schema schema, List<String> keys, BufferAllocator allocator) {
    this.rows = new BatchBuilder(schema, allocator);
    this.keys = keys;
  }

  void begin(int maxRows) {
    rows.begin(maxRows);
  }

  void write(ConsumerRecord<ByteBuffer, ByteBuffer> message, int row) {
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i).equals("headers")) {
        writeHeaders(message, row, (ListBuilder) rows.column(i));
        continue;
      }
      ScalarBuilder target = (ScalarBuilder) rows.column(i);
      switch (keys.get(i)) {
        case "topic" -> target.setBytes(row, utf8(message.topic()));
        case "partition" -> target.setInt(row, message.partition());
        case "offset" -> target.setLong(row, message.offset());
        case "timestamp" -> target.setLong(row, message.timestamp() * 1000);
        case "timestamp-type" -> target.setBytes(row, utf8(message.timestampType().name));
        default ->
            message
                .leaderEpoch()
                .ifPresentOrElse(epoch -> target.setInt(row, epoch), () -> target.setNull(row));
      }
    }
  }

  /** Of headers of one name the last counts. */
  private static void writeHeaders(
      ConsumerRecord<ByteBuffer, ByteBuffer> message, int row, ListBuilder target) {
    Map<String, byte[]> headers = new LinkedHashMap<>();
    for (Header header : message.headers()) {
      headers.put(header.key(), header.value());
    }
    RowBuilder entries = (RowBuilder) target.element();
    target.start(row);
    headers.forEach(
        (name, value) -> {
          int entry = target.add();
          ((ScalarBuilder) entries.field(0)).setBytes(entry, utf8(name));
          if (value == null) {
            entries.field(1).setNull(entry);
          } else {
            ((ScalarBuilder) entries.field(1)).setBytes(entry, value);
          }
        });
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  List<FieldVector> finish(int count) {
    return rows.finish(count).vectors();
  }

  @Override
  public void close() {
    rows.close();
  }
}
