package io.weir.runtime.connector.kafka;

import io.weir.runtime.connector.BadRecords;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.connector.SplitReader;
import io.weir.runtime.connector.format.message.MessageDecoder;
import io.weir.runtime.connector.format.text.BadValue;
import io.weir.runtime.connector.format.text.BatchBuilder;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Memory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Makes rows of the messages of one partition. A message without a value is no row, except where
 * messages replace rows by key: there it deletes.
 */
final class KafkaReader implements SplitReader {
  private static final int SLACK_BYTES = 32;

  private final KafkaRead read;
  private final KafkaMessages messages;
  private final BufferAllocator allocator;
  private final long end;
  private final BatchBuilder keys;
  private final Optional<MessageDecoder> keyDecoder;
  private final BatchBuilder values;
  private final MessageDecoder valueDecoder;
  private final MessageMetadata about;
  private final Optional<BadRecords> kept;
  private ArrowBuf scratch;
  private List<ConsumerRecord<ByteBuffer, ByteBuffer>> polled = List.of();
  private int next;
  private SplitPosition position;
  private long records;
  private long skipped;

  /** {@code end} is the offset behind the last message, or negative if there is none. */
  KafkaReader(
      KafkaRead read,
      KafkaMessages messages,
      SplitPosition position,
      long end,
      Optional<BadRecords> kept,
      BufferAllocator allocator) {
    this.kept = kept;
    this.read = read;
    this.messages = messages;
    this.position = position;
    this.records = position.records();
    this.end = end;
    this.allocator = allocator;
    this.keys = new BatchBuilder(read.keySchema(), allocator);
    this.keyDecoder = read.key().map(key -> key.open(keys, allocator));
    this.values = new BatchBuilder(read.valueSchema(), allocator);
    this.valueDecoder = read.value().open(values, allocator);
    this.about = new MessageMetadata(read.about(), read.aboutKeys(), allocator);
    this.scratch = allocator.buffer(1 << 12);
  }

  @Override
  public Batch read() throws IOException {
    if (!hasPending()) {
      polled = messages.poll();
      next = 0;
    }
    int rows = 0;
    if (hasPending()) {
      begin();
      rows = writePending();
    }
    if (!hasPending()) {
      polled = List.of();
    }
    long offset = hasPending() ? polled.get(next).offset() : messages.position();
    position = new SplitPosition(offset, records);
    return rows == 0 ? none() : batch(rows);
  }

  private boolean hasPending() {
    return next < polled.size();
  }

  private void begin() {
    int left = Math.min(polled.size() - next, Batch.MAX_ROWS);
    int most = mayHaveSeveralRows() ? Batch.MAX_ROWS : left;
    keys.begin(most);
    values.begin(most);
    about.begin(most);
  }

  private boolean mayHaveSeveralRows() {
    for (int i = next; i < polled.size(); i++) {
      ByteBuffer value = polled.get(i).value();
      if (value != null && read.value().mayHaveSeveralRows(value)) {
        return true;
      }
    }
    return false;
  }

  /** Writes the rows of messages for which there is room in a batch; the number of rows. */
  private int writePending() throws IOException {
    int rows = 0;
    boolean isKeeping = kept.isPresent();
    while (hasPending() && rows < Batch.MAX_ROWS && !(isKeeping && kept.get().isFull())) {
      ConsumerRecord<ByteBuffer, ByteBuffer> message = polled.get(next);
      boolean isWithin = end < 0 || message.offset() < end;
      int written = isWithin ? write(message, rows) : 0;
      if (written == MessageDecoder.NO_ROOM) {
        break;
      }
      rows += written;
      next++;
      records++;
    }
    return rows;
  }

  @Override
  public Batch badRecords() {
    return kept.isPresent() ? kept.get().take(allocator) : null;
  }

  private Batch none() {
    keys.close();
    values.close();
    about.close();
    return null;
  }

  private int write(ConsumerRecord<ByteBuffer, ByteBuffer> message, int row) throws IOException {
    String part = "value";
    try {
      int count = writeValue(message, row);
      part = "key";
      for (int i = row; i < row + count; i++) {
        writeKey(message, i);
        about.write(message, i);
      }
      return count;
    } catch (BadValue fault) {
      if (kept.isPresent()) {
        ByteBuffer raw = part.equals("key") ? message.key() : message.value();
        String where = messages.partition().toString();
        String reason = part + ", " + fault.reason("field");
        kept.get().add(bytes(raw), where, message.offset(), reason);
        return 0;
      }
      boolean isIgnored =
          part.equals("key")
              ? read.key().isPresent() && read.key().get().ignoresErrors()
              : read.value().ignoresErrors();
      if (isIgnored) {
        skipped++;
        return 0;
      }
      throw WeirException.permanent(
          "partition "
              + messages.partition()
              + ", offset "
              + message.offset()
              + ", "
              + part
              + (fault.path().isEmpty() ? "" : ", field \"" + fault.path() + "\"")
              + ": "
              + fault.getMessage(),
          fault.hint() != null
              ? fault.hint()
              : "correct the message, or skip such with '<format>.ignore-parse-errors' = 'true'");
    }
  }

  private int writeValue(ConsumerRecord<ByteBuffer, ByteBuffer> message, int row)
      throws IOException {
    boolean isUpsert = read.changelog() == ChangelogKind.UPSERT;
    if (message.value() == null) {
      boolean isRow = isUpsert || read.value().readsNothingAsNull();
      if (isRow && !isUpsert && !canBeNull(values.schema())) {
        throw new BadValue("the message has no value, and the column is NOT NULL");
      }
      if (isRow) {
        setNull(values, row);
      }
      if (isUpsert) {
        values.setKind(row, RowKind.DELETE);
      }
      return isRow ? 1 : 0;
    }
    int count = write(message.value(), valueDecoder, row, Batch.MAX_ROWS - row);
    if (count == MessageDecoder.NO_ROOM && row == 0) {
      throw new BadValue("the message has more than " + Batch.MAX_ROWS + " rows");
    }
    for (int i = row; isUpsert && i < row + count; i++) {
      values.setKind(i, RowKind.UPDATE_AFTER);
    }
    return count;
  }

  private static boolean canBeNull(Schema schema) {
    return schema.fields().stream().allMatch(field -> field.type().nullable());
  }

  private void writeKey(ConsumerRecord<ByteBuffer, ByteBuffer> message, int row)
      throws IOException {
    if (keyDecoder.isEmpty()) {
      return;
    }
    boolean hasKey = message.key() != null && write(message.key(), keyDecoder.get(), row, 1) == 1;
    if (!hasKey && read.changelog() == ChangelogKind.UPSERT) {
      throw new BadValue("the message has no key, and says nothing about any row");
    }
    if (!hasKey) {
      setNull(keys, row);
    }
  }

  private static void setNull(BatchBuilder columns, int row) {
    for (int i = 0; i < columns.schema().size(); i++) {
      columns.column(i).setNull(row);
    }
  }

  private int write(ByteBuffer bytes, MessageDecoder decoder, int row, int room)
      throws IOException {
    int length = bytes.remaining();
    if (length + SLACK_BYTES > scratch.capacity()) {
      scratch.close();
      scratch = allocator.buffer(2L * length + SLACK_BYTES);
    }
    long start = scratch.memoryAddress();
    if (bytes.hasArray()) {
      int offset = bytes.arrayOffset() + bytes.position();
      Memory.copyFromArray(bytes.array(), offset, start, length);
    } else {
      Memory.copyFromArray(bytes(bytes), 0, start, length);
    }
    Memory.putByte(start + length, (byte) '\n');
    return decoder.write(start, start + length, row, room);
  }

  private static byte[] bytes(ByteBuffer buffer) {
    if (buffer == null) {
      return new byte[0];
    }
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  private Batch batch(int rows) {
    List<FieldVector> keyVectors = keys.finish(rows).vectors();
    Batch valueRows = values.finish(rows);
    List<FieldVector> aboutVectors = about.finish(rows);
    List<FieldVector> all = new ArrayList<>();
    for (KafkaRead.Place place : read.places()) {
      all.add(
          switch (place.part()) {
            case KEY -> keyVectors.get(place.index());
            case VALUE, ABOUT_VALUE -> valueRows.vector(place.index());
            case ABOUT -> aboutVectors.get(place.index());
          });
    }
    return new Batch(read.schema(), all, rows, Selection.all(rows), valueRows.rowKinds(), null);
  }

  @Override
  public SplitPosition position() {
    return position;
  }

  @Override
  public boolean isFinished() {
    return end >= 0 && position.offset() >= end && !hasPending();
  }

  @Override
  public boolean isAtEnd() {
    return messages.isAtEnd();
  }

  @Override
  public long skippedRecords() {
    return skipped;
  }

  @Override
  public void close() {
    none();
    keyDecoder.ifPresent(MessageDecoder::close);
    valueDecoder.close();
    scratch.close();
    messages.close();
  }
}
