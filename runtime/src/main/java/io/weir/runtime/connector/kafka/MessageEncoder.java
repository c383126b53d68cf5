package io.weir.runtime.connector.kafka;

import io.weir.runtime.connector.format.RowEncoder;
import io.weir.runtime.connector.format.message.MessageFormat.MessageEncoding;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.text.Utf8Buffer;
import io.weir.runtime.vector.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes messages of rows, for one writer. */
final class MessageEncoder {
  private static final int FIRST_CAPACITY = 1024;

  private final KafkaSink sink;
  private final int subtask;
  private final String partitioner;
  private final Optional<RowEncoder> key;
  private final RowEncoder value;
  private final Optional<HeaderColumn> headers;
  private final Utf8Buffer text = new Utf8Buffer(FIRST_CAPACITY);
  private int turn;

  MessageEncoder(KafkaSink sink, int subtask) {
    this.sink = sink;
    this.subtask = subtask;
    this.partitioner =
        sink.isUpsert() ? "default" : sink.options().options().text(KafkaOptions.PARTITIONER);
    this.key = sink.key().map(MessageEncoding::open);
    this.value = sink.value().open();
    this.headers = sink.headers().isPresent() ? Optional.of(new HeaderColumn()) : Optional.empty();
  }

  /** The messages of the live rows. */
  void encode(Batch batch, Consumer<Message> messages) {
    key.ifPresent(encoder -> encoder.bind(columns(batch, sink.columns().key())));
    value.bind(columns(batch, sink.columns().value()), batch.rowKinds());
    Column timestamp =
        sink.timestamp().isPresent() ? Column.of(batch.vector(sink.timestamp().getAsInt())) : null;
    if (headers.isPresent()) {
      headers.get().bind(Column.of(batch.vector(sink.headers().getAsInt())));
    }
    Selection selection = batch.selection();
    for (int i = 0; i < selection.count(); i++) {
      int row = selection.row(i);
      byte[] keyBytes =
          key.isPresent() ? encode(key.get(), sink.key().get().endBytes(), row) : null;
      boolean isGone =
          sink.isUpsert() && batch.rowKinds() != null && !RowKind.isAdding(batch.rowKinds()[row]);
      byte[] valueBytes = isGone ? null : encode(value, sink.value().endBytes(), row);
      if (valueBytes == null && !isGone && sink.isUpsert()) {
        throw WeirException.permanent(
            "NULL would be written to table '"
                + sink.table()
                + "' as a message without a value, which deletes the row",
            "take another 'value.format', such as 'json', or leave such rows out");
      }
      long millis =
          timestamp == null || timestamp.isNull(row)
              ? -1
              : Math.floorDiv(timestamp.getLong(row), 1000);
      List<Message.Header> about = headers.isPresent() ? headers.get().at(row) : List.of();
      messages.accept(new Message(keyBytes, valueBytes, millis, lane(), about));
    }
  }

  private int lane() {
    return switch (partitioner) {
      case "fixed" -> subtask;
      case "round-robin" -> turn++ & Integer.MAX_VALUE;
      default -> -1;
    };
  }

  private byte[] encode(RowEncoder encoder, int endBytes, int row) {
    if (encoder.isNothing(row)) {
      return null;
    }
    text.clear();
    encoder.encode(row, text);
    return Arrays.copyOf(text.bytes(), text.length() - endBytes);
  }

  private static List<Column> columns(Batch batch, List<Integer> positions) {
    List<Column> columns = new ArrayList<>();
    positions.forEach(position -> columns.add(Column.of(batch.vector(position))));
    return columns;
  }
}
