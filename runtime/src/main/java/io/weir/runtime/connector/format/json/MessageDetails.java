package io.weir.runtime.connector.format.json;

import com.fasterxml.jackson.core.JsonParser;
import io.weir.runtime.connector.format.text.BadValue;
import io.weir.runtime.connector.format.text.BatchBuilder;
import io.weir.runtime.connector.format.text.ScalarBuilder;
import io.weir.runtime.connector.format.text.TextParser;
import io.weir.runtime.connector.format.text.ValueBuilder;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes what messages tell beside their rows to the columns behind those of the rows. Used by one
 * thread at a time.
 */
final class MessageDetails {
  private final List<Place> places = new ArrayList<>();
  private final BatchBuilder rows;
  private final JacksonValues jackson;
  private final boolean ignoresErrors;

  /**
   * @param first the column of the first detail
   */
  MessageDetails(
      List<MessageDetail> details,
      int first,
      BatchBuilder rows,
      JacksonValues jackson,
      boolean ignoresErrors) {
    this.rows = rows;
    this.jackson = jackson;
    this.ignoresErrors = ignoresErrors;
    for (MessageDetail detail : details) {
      places.add(new Place(detail, first + places.size(), new JsonMembers(inner(detail))));
    }
  }

  private record Place(MessageDetail detail, int column, JsonMembers inner) {
    String member() {
      return detail.path().get(0);
    }
  }

  private static List<String> inner(MessageDetail detail) {
    return detail.path().subList(1, detail.path().size());
  }

  /** The members of an object that have to be found: those that are given, then more. */
  List<String> members(List<String> given, boolean isOutside) {
    List<String> members = new ArrayList<>(given);
    for (Place place : places) {
      if (place.detail().isOutside() == isOutside && !members.contains(place.member())) {
        members.add(place.member());
      }
    }
    return members;
  }

  /**
   * Writes the details of a message.
   *
   * @param names what was looked for in {@code message}, in this order
   * @param isOutside whether {@code message} is the envelope
   */
  void write(JsonMembers message, List<String> names, boolean isOutside, int row, int count)
      throws IOException {
    for (Place place : places) {
      if (place.detail().isOutside() != isOutside) {
        continue;
      }
      int index = names.indexOf(place.member());
      for (int i = row; i < row + count; i++) {
        if (message.has(index)) {
          write(place, message.start(index), message.end(index), i);
        } else {
          rows.column(place.column()).setNull(i);
        }
      }
    }
  }

  /** Writes NULL for what stands in an envelope where there is none. */
  void writeAbsent(int row, int count) {
    for (Place place : places) {
      for (int i = row; place.detail().isOutside() && i < row + count; i++) {
        rows.column(place.column()).setNull(i);
      }
    }
  }

  private void write(Place place, long start, long end, int row) throws IOException {
    ValueBuilder target = rows.column(place.column());
    if (place.detail().path().size() == 1) {
      write(place.detail(), target, start, end, row);
      return;
    }
    boolean isFound = place.inner().find(start, false) == end && place.inner().has(0);
    if (isFound) {
      write(place.detail(), target, place.inner().start(0), place.inner().end(0), row);
    } else {
      target.setNull(row);
    }
  }

  private void write(MessageDetail detail, ValueBuilder target, long start, long end, int row)
      throws IOException {
    byte[] json = TextParser.bytes(start, end);
    try (JsonParser parser = jackson.parser(json)) {
      parser.nextToken();
      if (detail.form() == MessageDetail.Form.VALUE) {
        jackson.write(parser, target, row);
      } else {
        ((ScalarBuilder) target).setLong(row, micros(detail, parser.getText()));
      }
    } catch (BadValue e) {
      if (!ignoresErrors) {
        throw e.within(String.join(".", detail.path()));
      }
      target.setNull(row);
    }
  }

  private static long micros(MessageDetail detail, String text) {
    try {
      return switch (detail.form()) {
        case SECONDS -> Math.multiplyExact(Long.parseLong(text), 1_000_000L);
        case UTC ->
            ChronoUnit.MICROS.between(
                LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC),
                LocalDateTime.parse(text.replace(' ', 'T')));
        default -> Math.multiplyExact(Long.parseLong(text), 1_000L);
      };
    } catch (NumberFormatException | DateTimeParseException | ArithmeticException e) {
      throw new BadValue("expected a point in time, found \"" + text + "\"");
    }
  }
}
