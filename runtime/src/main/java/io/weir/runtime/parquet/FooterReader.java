package io.weir.runtime.parquet;

import io.weir.runtime.parquet.ParquetColumn.Annotation;
import io.weir.runtime.parquet.ParquetColumn.Meaning;
import java.util.ArrayList;
import java.util.List;

/** Reads a file's metadata (the struct FileMetaData of parquet.thrift). */
final class FooterReader {
  private final CompactReader in;
  private final List<Element> schema = new ArrayList<>();
  private final List<RowGroup> rowGroups = new ArrayList<>();
  private final List<ParquetColumn> columns = new ArrayList<>();
  private long rows;
  private int nextElement;

  private FooterReader(CompactReader in) {
    this.in = in;
  }

  /** What a footer says. */
  record Footer(List<ParquetColumn> columns, List<RowGroup> rowGroups, long rows) {}

  private static final class Element {
    String name = "";
    int physical = -1;
    int fixedLength;
    int repetition;
    int children;
    int converted = -1;
    int precision;
    int scale;
    Annotation logical = Annotation.NONE;
  }

  static Footer read(byte[] bytes) throws ParquetException {
    FooterReader reader = new FooterReader(new CompactReader(bytes, 0, bytes.length));
    reader.readFile();
    reader.leaves();
    for (RowGroup group : reader.rowGroups) {
      if (group.chunks().size() != reader.columns.size()) {
        throw new ParquetException(
            "a row group has "
                + group.chunks().size()
                + " columns, the schema "
                + reader.columns.size());
      }
    }
    return new Footer(List.copyOf(reader.columns), List.copyOf(reader.rowGroups), reader.rows);
  }

  private void readFile() throws ParquetException {
    for (int id = in.nextField(0); id >= 0; id = in.nextField(id)) {
      switch (id) {
        case 2 -> {
          for (int n = in.readListSize(); n > 0; n--) {
            schema.add(readElement());
          }
        }
        case 3 -> rows = in.readI64();
        case 4 -> {
          for (int n = in.readListSize(); n > 0; n--) {
            rowGroups.add(readRowGroup());
          }
        }
        case 8 -> throw new ParquetException("it is encrypted");
        default -> in.skip(in.fieldType());
      }
    }
    if (schema.isEmpty()) {
      throw new ParquetException("its metadata has no schema");
    }
  }

  private Element readElement() throws ParquetException {
    Element element = new Element();
    for (int id = in.nextField(0); id >= 0; id = in.nextField(id)) {
      switch (id) {
        case 1 -> element.physical = in.readI32();
        case 2 -> element.fixedLength = in.readI32();
        case 3 -> element.repetition = in.readI32();
        case 4 -> element.name = in.readString();
        case 5 -> element.children = in.readI32();
        case 6 -> element.converted = in.readI32();
        case 7 -> element.scale = in.readI32();
        case 8 -> element.precision = in.readI32();
        case 10 -> element.logical = readLogicalType();
        default -> in.skip(in.fieldType());
      }
    }
    return element;
  }

  private Annotation readLogicalType() throws ParquetException {
    Annotation annotation = Annotation.NONE;
    for (int id = in.nextField(0); id >= 0; id = in.nextField(id)) {
      switch (id) {
        case 1, 4, 12 -> {
          in.skip(in.fieldType());
          annotation = new Annotation(Meaning.STRING, 0, 0, false);
        }
        case 5 -> annotation = readDecimal();
        case 6 -> {
          in.skip(in.fieldType());
          annotation = new Annotation(Meaning.DATE, 0, 0, false);
        }
        case 7 ->
            annotation = readTime(Meaning.TIME_MILLIS, Meaning.TIME_MICROS, Meaning.TIME_NANOS);
        case 8 ->
            annotation =
                readTime(
                    Meaning.TIMESTAMP_MILLIS, Meaning.TIMESTAMP_MICROS, Meaning.TIMESTAMP_NANOS);
        case 10 -> annotation = readInteger();
        case 11 -> {
          in.skip(in.fieldType());
          annotation = Annotation.NONE;
        }
        default -> {
          in.skip(in.fieldType());
          annotation = new Annotation(Meaning.OTHER, 0, 0, false);
        }
      }
    }
    return annotation;
  }

  private Annotation readDecimal() throws ParquetException {
    int scale = 0;
    int precision = 0;
    for (int id = in.nextField(0); id >= 0; id = in.nextField(id)) {
      switch (id) {
        case 1 -> scale = in.readI32();
        case 2 -> precision = in.readI32();
        default -> in.skip(in.fieldType());
      }
    }
    return new Annotation(Meaning.DECIMAL, precision, scale, false);
  }

  private Annotation readTime(Meaning millis, Meaning micros, Meaning nanos)
      throws ParquetException {
    boolean isUtc = false;
    Meaning unit = millis;
    for (int id = in.nextField(0); id >= 0; id = in.nextField(id)) {
      if (id == 1) {
        isUtc = in.fieldIsTrue();
      } else if (id == 2) {
        for (int u = in.nextField(0); u >= 0; u = in.nextField(u)) {
          unit = u == 1 ? millis : u == 2 ? micros : nanos;
          in.skip(in.fieldType());
        }
      } else {
        in.skip(in.fieldType());
      }
    }
    return new Annotation(unit, 0, 0, isUtc);
  }

  private Annotation readInteger() throws ParquetException {
    int bits = 0;
    boolean isSigned = true;
    for (int id = in.nextField(0); id >= 0; id = in.nextField(id)) {
      if (id == 1) {
        in.skip(CompactReader.BYTE);
      } else if (id == 2) {
        isSigned = in.fieldIsTrue();
      } else {
        in.skip(in.fieldType());
      }
    }
    return new Annotation(
        isSigned ? Meaning.SIGNED_INTEGER : Meaning.UNSIGNED_INTEGER, bits, 0, false);
  }

  private RowGroup readRowGroup() throws ParquetException {
    List<RowGroup.Chunk> chunks = new ArrayList<>();
    long groupRows = 0;
    for (int id = in.nextField(0); id >= 0; id = in.nextField(id)) {
      switch (id) {
        case 1 -> {
          for (int n = in.readListSize(); n > 0; n--) {
            chunks.add(readChunk());
          }
        }
        case 3 -> groupRows = in.readI64();
        default -> in.skip(in.fieldType());
      }
    }
    return new RowGroup(groupRows, List.copyOf(chunks));
  }

  private RowGroup.Chunk readChunk() throws ParquetException {
    RowGroup.Chunk chunk = null;
    for (int id = in.nextField(0); id >= 0; id = in.nextField(id)) {
      switch (id) {
        case 1 -> throw new ParquetException("it keeps columns in other files");
        case 3 -> chunk = readColumnMetadata();
        case 8 -> throw new ParquetException("it has encrypted columns");
        default -> in.skip(in.fieldType());
      }
    }
    if (chunk == null) {
      throw new ParquetException("a column has no metadata");
    }
    return chunk;
  }

  private RowGroup.Chunk readColumnMetadata() throws ParquetException {
    int codec = 0;
    long values = 0;
    long compressedBytes = 0;
    long dataStart = 0;
    long dictionaryStart = 0;
    for (int id = in.nextField(0); id >= 0; id = in.nextField(id)) {
      switch (id) {
        case 4 -> codec = in.readI32();
        case 5 -> values = in.readI64();
        case 7 -> compressedBytes = in.readI64();
        case 9 -> dataStart = in.readI64();
        case 11 -> dictionaryStart = in.readI64();
        default -> in.skip(in.fieldType());
      }
    }
    long start = dictionaryStart > 0 && dictionaryStart < dataStart ? dictionaryStart : dataStart;
    return new RowGroup.Chunk(codec, start, compressedBytes, values);
  }

  private void leaves() throws ParquetException {
    Element root = schema.get(0);
    nextElement = 1;
    for (int i = 0; i < root.children; i++) {
      leaves("", true);
    }
  }

  private void leaves(String prefix, boolean isTop) throws ParquetException {
    if (nextElement >= schema.size() || prefix.length() > 10_000) {
      throw new ParquetException("its schema is damaged");
    }
    Element element = schema.get(nextElement++);
    String name = prefix + element.name;
    if (element.children > 0) {
      for (int i = 0; i < element.children; i++) {
        leaves(name + ".", false);
      }
      return;
    }
    if (element.physical < 0) {
      return;
    }
    boolean isRepeated = element.repetition == 2;
    columns.add(
        new ParquetColumn(
            name,
            columns.size(),
            PhysicalType.of(element.physical),
            element.fixedLength,
            annotation(element),
            isTop && !isRepeated,
            element.repetition == 1));
  }

  private static Annotation annotation(Element element) {
    if (element.logical != Annotation.NONE) {
      return element.logical;
    }
    return switch (element.converted) {
      case 0, 4, 19 -> new Annotation(Meaning.STRING, 0, 0, false);
      case 5 -> new Annotation(Meaning.DECIMAL, element.precision, element.scale, false);
      case 6 -> new Annotation(Meaning.DATE, 0, 0, false);
      case 7 -> new Annotation(Meaning.TIME_MILLIS, 0, 0, true);
      case 8 -> new Annotation(Meaning.TIME_MICROS, 0, 0, true);
      case 9 -> new Annotation(Meaning.TIMESTAMP_MILLIS, 0, 0, true);
      case 10 -> new Annotation(Meaning.TIMESTAMP_MICROS, 0, 0, true);
      case 11, 12, 13, 14 -> new Annotation(Meaning.UNSIGNED_INTEGER, 0, 0, false);
      case 15, 16, 17, 18 -> new Annotation(Meaning.SIGNED_INTEGER, 0, 0, false);
      case -1 -> Annotation.NONE;
      default -> new Annotation(Meaning.OTHER, 0, 0, false);
    };
  }
}
