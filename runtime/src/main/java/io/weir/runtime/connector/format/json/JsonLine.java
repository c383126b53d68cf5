package io.weir.runtime.connector.format.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.weir.runtime.connector.format.json.KeyPredictor.Key;
import io.weir.runtime.connector.format.text.BadValue;
import io.weir.runtime.connector.format.text.BatchBuilder;
import io.weir.runtime.connector.format.text.ScalarBuilder;
import io.weir.runtime.connector.format.text.TextConverter;
import io.weir.runtime.connector.format.text.TextParser;
import io.weir.runtime.connector.format.text.Utf8;
import io.weir.runtime.connector.format.text.ValueBuilder;
import io.weir.runtime.text.JsonMistake;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Memory;
import java.io.IOException;

/**
 * Writes one line into a row: keys as predicted, values by the scanner; a value that the scanner
 * does not know goes to Jackson alone, and so does a line whose structure it does not know. Of
 * fields that nobody needs only the extent is checked. Used by one thread at a time.
 */
final class JsonLine {
  private final Schema schema;
  private final JsonRules rules;
  private final BatchBuilder rows;
  private final JacksonValues jackson;
  private final TextConverter converter;
  private final JsonScanner scanner = new JsonScanner();
  private final KeyPredictor keys;

  /** The builder of each column that is not nested. */
  private final ScalarBuilder[] scalars;

  private final Path[] paths;

  /** Which line last set each column, to know duplicates and what is missing. */
  private final long[] lineOfColumn;

  private long line;
  private int columnsSet;
  private long faultAddress;

  JsonLine(Schema schema, JsonRules rules, BatchBuilder rows, JacksonValues jackson) {
    this.schema = schema;
    this.rules = rules;
    this.rows = rows;
    this.jackson = jackson;
    this.converter = new TextConverter(rules.standard());
    this.keys = new KeyPredictor(schema);
    this.scalars = new ScalarBuilder[schema.size()];
    this.paths = new Path[schema.size()];
    this.lineOfColumn = new long[schema.size()];
    for (int i = 0; i < scalars.length; i++) {
      scalars[i] = rows.column(i) instanceof ScalarBuilder scalar ? scalar : null;
      paths[i] = Path.of(schema.type(i));
    }
  }

  /** How the scanner reads values of a column. */
  private enum Path {
    /** An integer of 32 bits. */
    INT,
    /** An integer of 64 bits. */
    BIGINT,
    /** A number, converted from its text. */
    NUMBER,
    BOOLEAN,
    /** A string as it is. */
    STRING,
    /** A string, converted from its text. */
    TEXT,
    /** Always Jackson. */
    NESTED;

    static Path of(LogicalType type) {
      return switch (type.kind()) {
        case INT -> INT;
        case BIGINT -> BIGINT;
        case TINYINT, SMALLINT, FLOAT, DOUBLE, DECIMAL -> NUMBER;
        case BOOLEAN -> BOOLEAN;
        case VARCHAR -> type.precision() == LogicalType.UNBOUNDED_LENGTH ? STRING : TEXT;
        case ARRAY, MAP, MULTISET, ROW -> NESTED;
        default -> TEXT;
      };
    }
  }

  /** Where the value lies whose {@link BadValue} came last, or 0. */
  long faultAddress() {
    return faultAddress;
  }

  /**
   * Writes the line at {@code p} into a row.
   *
   * @return the address of its newline, or {@link JsonScanner#NONE} if it must go to {@link
   *     #writeWithJackson}, perhaps only because its end is not there yet
   * @throws BadValue for a value that does not fit; {@link #faultAddress} says where
   */
  long write(long p, int row) throws IOException {
    long end = writeMembers(p, row);
    if (end == JsonScanner.NONE) {
      return JsonScanner.NONE;
    }
    end = JsonScanner.skipBlanks(end);
    if (Memory.getByte(end) != '\n') {
      return JsonScanner.NONE;
    }
    writeMissing(row);
    return end;
  }

  /**
   * Writes the object at {@code start}, which lies inside a line, into a row.
   *
   * @param isWhole whether columns that it does not have become NULL; else they stay as they are
   * @throws BadValue if it is not JSON or does not fit
   */
  void writeObject(long start, long end, int row, boolean isWhole) throws IOException {
    if (writeMembers(start, row) != end) {
      writeWithJackson(start, end, row, isWhole);
    } else if (isWhole) {
      writeMissing(row);
    }
  }

  /** Writes the members of an object; the address behind it, or NONE. */
  private long writeMembers(long p, int row) throws IOException {
    line++;
    columnsSet = 0;
    Key before = keys.root();
    while (true) {
      Key key = before.next;
      if (key == null || !key.matches(p)) {
        if (Memory.getByte(p) == '}' && before != keys.root()) {
          break;
        }
        key = findKey(p, before == keys.root());
        if (key == null) {
          break;
        }
        before.next = key;
      }
      p += key.length();
      int column = key.column();
      if (column == KeyPredictor.UNUSED) {
        p = JsonScanner.valueEnd(p);
      } else {
        columnsSet += lineOfColumn[column] == line ? 0 : 1;
        lineOfColumn[column] = line;
        p = writeColumn(p, column, row);
      }
      if (p == JsonScanner.NONE) {
        return JsonScanner.NONE;
      }
      before = key;
    }
    return objectEnd(p, before == keys.root());
  }

  /** Behind the closing brace, which blanks may precede. */
  private static long objectEnd(long p, boolean isEmpty) {
    p = JsonScanner.skipBlanks(p);
    if (isEmpty) {
      if (Memory.getByte(p) != '{') {
        return JsonScanner.NONE;
      }
      p = JsonScanner.skipBlanks(p + 1);
    }
    return Memory.getByte(p) == '}' ? p + 1 : JsonScanner.NONE;
  }

  /** The key at {@code start}, or null if there is none or it needs Jackson. */
  private Key findKey(long start, boolean isFirst) {
    long p = JsonScanner.skipBlanks(start);
    if (Memory.getByte(p) != (isFirst ? '{' : ',')) {
      return null;
    }
    p = JsonScanner.skipBlanks(p + 1);
    if (Memory.getByte(p) != '"') {
      return null;
    }
    long nameStart = p + 1;
    long nameEnd = scanner.plainStringEnd(nameStart);
    if (nameEnd == JsonScanner.NONE) {
      return null;
    }
    p = JsonScanner.skipBlanks(nameEnd + 1);
    if (Memory.getByte(p) != ':') {
      return null;
    }
    return keys.find(start, JsonScanner.skipBlanks(p + 1), nameStart, nameEnd);
  }

  private long writeColumn(long p, int column, int row) throws IOException {
    try {
      long end = writeExpected(p, column, row);
      if (end != JsonScanner.NONE) {
        return end;
      }
      end = JsonScanner.valueEnd(p);
      if (end != JsonScanner.NONE) {
        writeValueWithJackson(p, end, column, row);
      }
      return end;
    } catch (BadValue e) {
      faultAddress = p;
      ValueBuilder target = rows.column(column);
      if (!rules.ignoreErrors() || !target.type().nullable()) {
        throw e.within(schema.name(column));
      }
      target.setNull(row);
      return JsonScanner.valueEnd(p);
    } catch (JsonProcessingException e) {
      // Jackson will say more about it when it has the whole line.
      return JsonScanner.NONE;
    }
  }

  /** Writes a value that is as its type leads to expect; NONE if it is not. */
  private long writeExpected(long p, int column, int row) {
    ScalarBuilder target = scalars[column];
    switch (paths[column]) {
      case BIGINT -> {
        long end = scanner.integerEnd(p);
        if (end != JsonScanner.NONE) {
          target.setLong(row, scanner.integer());
          return end;
        }
      }
      case INT -> {
        long end = scanner.integerEnd(p);
        if (end != JsonScanner.NONE && scanner.integer() == (int) scanner.integer()) {
          target.setInt(row, (int) scanner.integer());
          return end;
        }
      }
      case STRING -> {
        if (Memory.getByte(p) == '"') {
          long end = scanner.plainStringEnd(p + 1);
          if (end != JsonScanner.NONE && (scanner.isAscii() || Utf8.isValid(p + 1, end))) {
            target.setBytes(row, p + 1, (int) (end - p - 1));
            return end + 1;
          }
        }
      }
      case TEXT -> {
        if (Memory.getByte(p) == '"') {
          long end = scanner.plainStringEnd(p + 1);
          if (end != JsonScanner.NONE && (scanner.isAscii() || Utf8.isValid(p + 1, end))) {
            converter.set(target, row, p + 1, end);
            return end + 1;
          }
        }
      }
      case NUMBER -> {
        long end = JsonScanner.numberEnd(p);
        if (end != JsonScanner.NONE) {
          converter.set(target, row, p, end);
          return end;
        }
      }
      case BOOLEAN -> {
        if (JsonScanner.isTrue(p)) {
          target.setBoolean(row, true);
          return p + 4;
        }
        if (JsonScanner.isFalse(p)) {
          target.setBoolean(row, false);
          return p + 5;
        }
      }
      case NESTED -> {}
    }
    if (JsonScanner.isNull(p)) {
      JacksonValues.setNull(rows.column(column), row);
      return p + 4;
    }
    return JsonScanner.NONE;
  }

  private void writeValueWithJackson(long start, long end, int column, int row) throws IOException {
    try (JsonParser parser = jackson.parser(TextParser.bytes(start, end))) {
      parser.nextToken();
      jackson.write(parser, rows.column(column), row);
    }
  }

  private void writeMissing(int row) {
    if (columnsSet == scalars.length) {
      return;
    }
    faultAddress = 0;
    for (int column = 0; column < lineOfColumn.length; column++) {
      if (lineOfColumn[column] != line) {
        jackson.setMissing(rows.column(column), row, schema.name(column));
      }
    }
  }

  /**
   * Writes a whole line into a row, whatever was written of it before.
   *
   * @throws BadValue if it is not JSON or does not fit
   */
  void writeWithJackson(long start, long end, int row) throws IOException {
    writeWithJackson(start, end, row, true);
  }

  private void writeWithJackson(long start, long end, int row, boolean isWhole) throws IOException {
    line++;
    columnsSet = 0;
    faultAddress = 0;
    try (JsonParser parser = jackson.parser(TextParser.bytes(start, end))) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new BadValue("expected an object, found " + TextConverter.quote(start, end));
      }
      BadValue fault = null;
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        int column = schema.indexOf(name).orElse(KeyPredictor.UNUSED);
        parser.nextToken();
        if (column == KeyPredictor.UNUSED) {
          parser.skipChildren();
          continue;
        }
        lineOfColumn[column] = line;
        long offset = parser.currentTokenLocation().getByteOffset();
        try {
          jackson.write(parser, rows.column(column), row);
        } catch (BadValue e) {
          if (fault == null) {
            fault = e.within(name);
            faultAddress = start + offset;
          }
        }
      }
      if (parser.nextToken() != null) {
        throw new BadValue("there is more after the object; each line holds one");
      }
      if (fault != null) {
        throw fault;
      }
      if (isWhole) {
        writeMissing(row);
      }
    } catch (JsonProcessingException e) {
      faultAddress = start + Math.max(0, e.getLocation().getByteOffset());
      throw new BadValue("not JSON: " + JsonMistake.describe(e));
    }
  }
}
