package io.weir.runtime.connector.format.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.weir.runtime.connector.format.message.MessageDecoder;
import io.weir.runtime.connector.format.text.BadValue;
import io.weir.runtime.connector.format.text.BatchBuilder;
import io.weir.runtime.connector.format.text.TextParser;
import io.weir.runtime.text.JsonMistake;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Memory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Writes the rows of messages about changes. A scanner finds the rows in a message; one that it
 * does not understand is first written anew by Jackson.
 */
final class ChangeDecoder implements MessageDecoder {
  private static final int SLACK_BYTES = 32;

  private final ChangeStyle.Reading reading;
  private final List<String> envelopeNames;
  private final Optional<JsonMembers> envelope;
  private final List<String> messageNames;
  private final JsonMembers message;
  private final JacksonValues jackson;
  private final JsonLine line;
  private final ChangeRows rows;
  private final MessageDetails details;
  private final BufferAllocator allocator;
  private Optional<ArrowBuf> rewritten = Optional.empty();

  /** {@code builder} has the columns of {@code schema}, and then one for each of the details. */
  ChangeDecoder(
      ChangeFormat.Rules rules,
      Schema schema,
      List<MessageDetail> details,
      BatchBuilder builder,
      BufferAllocator allocator) {
    this.reading = rules.reading();
    this.jackson = new JacksonValues(rules.json(), allocator);
    this.details =
        new MessageDetails(details, schema.size(), builder, jackson, rules.json().ignoreErrors());
    this.envelopeNames = this.details.members(reading.envelope(), true);
    this.envelope =
        reading.envelope().isEmpty()
            ? Optional.empty()
            : Optional.of(new JsonMembers(envelopeNames));
    this.messageNames = this.details.members(reading.members(), false);
    this.message = new JsonMembers(messageNames);
    this.line = new JsonLine(schema, rules.json(), builder, jackson);
    this.rows = new ChangeRows(builder, line);
    this.allocator = allocator;
  }

  @Override
  public int write(long start, long end, int row, int room) throws IOException {
    long first = JsonScanner.skipBlanks(start);
    boolean isNull = JsonScanner.isNull(first) && JsonScanner.skipBlanks(first + 4) == end;
    if (first == end || isNull) {
      return 0;
    }
    if (!find(first, end, false)) {
      rewrite(start, end);
    }
    rows.begin(row, room);
    reading.write(message, rows);
    if (rows.count() > 0) {
      writeDetails(row, rows.count());
    }
    return rows.count();
  }

  private void writeDetails(int row, int count) throws IOException {
    details.write(message, messageNames, false, row, count);
    if (envelope.isPresent()) {
      details.write(envelope.get(), envelopeNames, true, row, count);
    } else {
      details.writeAbsent(row, count);
    }
  }

  /** Where in the message the value lies whose {@link BadValue} came last, or 0. */
  long faultAddress(long start, long end) {
    long address = line.faultAddress();
    return address >= start && address < end ? address : 0;
  }

  /** Whether the scanner has found the message. */
  private boolean find(long start, long end, boolean isRewritten) {
    if (envelope.isEmpty()) {
      return isEnd(message.find(start, isRewritten), end);
    }
    JsonMembers outer = envelope.get();
    return isEnd(outer.find(start, isRewritten), end)
        && outer.has(0)
        && message.find(outer.start(0), isRewritten) == outer.end(0);
  }

  private static boolean isEnd(long p, long end) {
    return p != JsonScanner.NONE && JsonScanner.skipBlanks(p) == end;
  }

  private void rewrite(long start, long end) throws IOException {
    byte[] text;
    try {
      text = jackson.compact(TextParser.bytes(start, end)).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new BadValue("not JSON: " + JsonMistake.describe(e));
    }
    if (rewritten.isEmpty() || rewritten.get().capacity() < text.length + SLACK_BYTES) {
      rewritten.ifPresent(ArrowBuf::close);
      rewritten = Optional.of(allocator.buffer(2L * text.length + SLACK_BYTES));
    }
    long copy = rewritten.get().memoryAddress();
    Memory.copyFromArray(text, 0, copy, text.length);
    Memory.putByte(copy + text.length, (byte) '\n');
    if (!find(copy, copy + text.length, true)) {
      throw new BadValue(
          envelope.isPresent()
              ? "expected an object with an object \"payload\""
              : "expected an object that says what has changed");
    }
  }

  @Override
  public void close() {
    rewritten.ifPresent(ArrowBuf::close);
    rewritten = Optional.empty();
    jackson.close();
  }
}
