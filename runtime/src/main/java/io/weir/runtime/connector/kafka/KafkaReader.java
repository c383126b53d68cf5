package io.weir.runtime.connector.kafka;

import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.connector.SplitReader;
import io.weir.runtime.connector.format.message.MessageDecoder;
import io.weir.runtime.connector.format.text.BadValue;
import io.weir.runtime.connector.format.text.BatchBuilder;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.vector.Memory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Makes rows of the messages of one partition. A message without a value is no row. */
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
  private ArrowBuf scratch;
  private SplitPosition position;
  private long skipped;

  /** {@code end} is the offset behind the last message, or negative if there is none. */
  KafkaReader(
      KafkaRead read,
      KafkaMessages messages,
      SplitPosition position,
      long end,
      BufferAllocator allocator) {
    this.read = read;
    this.messages = messages;
    this.position = position;
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
    List<ConsumerRecord<byte[], byte[]>> records = messages.poll();
    int most = Math.min(records.size(), Batch.MAX_ROWS);
    if (records.size() > Batch.MAX_ROWS) {
      throw WeirException.permanent(
          "'properties.max.poll.records' is more than " + Batch.MAX_ROWS,
          "leave it out, or make it smaller");
    }
    int rows = 0;
    if (most > 0) {
      keys.begin(most);
      values.begin(most);
      about.begin(most);
      for (ConsumerRecord<byte[], byte[]> message : records) {
        boolean isWithin = end < 0 || message.offset() < end;
        if (isWithin && message.value() != null && write(message, rows)) {
          rows++;
        }
      }
    }
    position = new SplitPosition(messages.position(), position.records() + records.size());
    return rows == 0 ? none() : batch(rows);
  }

  private Batch none() {
    keys.close();
    values.close();
    about.close();
    return null;
  }

  private boolean write(ConsumerRecord<byte[], byte[]> message, int row) throws IOException {
    String part = "value";
    try {
      if (!write(message.value(), valueDecoder, row)) {
        return false;
      }
      part = "key";
      if (keyDecoder.isPresent()) {
        boolean hasKey = message.key() != null && write(message.key(), keyDecoder.get(), row);
        if (!hasKey) {
          for (int i = 0; i < keys.schema().size(); i++) {
            keys.column(i).setNull(row);
          }
        }
      }
      about.write(message, row);
      return true;
    } catch (BadValue fault) {
      boolean isIgnored =
          part.equals("key")
              ? read.key().orElseThrow().ignoresErrors()
              : read.value().ignoresErrors();
      if (isIgnored) {
        skipped++;
        return false;
      }
      throw WeirException.permanent(
          "partition "
              + messages.partition()
              + ", offset "
              + message.offset()
              + ", "
              + part
              + ": "
              + fault.getMessage(),
          fault.hint() != null
              ? fault.hint()
              : "correct the message, or skip such with '<format>.ignore-parse-errors' = 'true'");
    }
  }

  private boolean write(byte[] bytes, MessageDecoder decoder, int row) throws IOException {
    if (bytes.length + SLACK_BYTES > scratch.capacity()) {
      scratch.close();
      scratch = allocator.buffer(2L * bytes.length + SLACK_BYTES);
    }
    long start = scratch.memoryAddress();
    Memory.copyFromArray(bytes, 0, start, bytes.length);
    Memory.putByte(start + bytes.length, (byte) '\n');
    return decoder.write(start, start + bytes.length, row);
  }

  private Batch batch(int rows) {
    List<FieldVector> keyVectors = keys.finish(rows).vectors();
    List<FieldVector> valueVectors = values.finish(rows).vectors();
    List<FieldVector> aboutVectors = about.finish(rows);
    List<FieldVector> all = new ArrayList<>();
    for (KafkaRead.Place place : read.places()) {
      all.add(
          switch (place.part()) {
            case KEY -> keyVectors.get(place.index());
            case VALUE -> valueVectors.get(place.index());
            case ABOUT -> aboutVectors.get(place.index());
          });
    }
    return Batch.ofInserts(read.schema(), all, rows);
  }

  @Override
  public SplitPosition position() {
    return position;
  }

  @Override
  public boolean isFinished() {
    return end >= 0 && position.offset() >= end;
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
