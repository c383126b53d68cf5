package io.weir.runtime.parquet;

import java.io.IOException;
import java.util.Arrays;

/**
 * Gathers the values of one leaf column for one row group, and writes them as pages: by their
 * places in a dictionary as long as that stays small, else one behind the other.
 */
final class ColumnChunkWriter {
  private static final int PAGE_VALUES = 20_000;
  private static final int PAGE_BYTES = 1 << 20;
  private static final int INITIAL_VALUES = 1 << 10;

  private final ParquetLeaf leaf;
  private final Compressor compressor;
  private final ByteBuilder plain = new ByteBuilder(1 << 10);
  private final ValueDictionary dictionary = new ValueDictionary();
  private final ByteBuilder page = new ByteBuilder(1 << 10);
  private final ByteBuilder pieces = new ByteBuilder(1 << 10);

  // A level for each value, missing ones included; ids for those that are there.
  private int[] definitions = new int[INITIAL_VALUES];
  private int[] repetitions = new int[INITIAL_VALUES];
  private int[] ids = new int[INITIAL_VALUES];
  private int levels;
  private int values;
  private boolean usesDictionary;

  ColumnChunkWriter(ParquetLeaf leaf, Compressor compressor) {
    this.leaf = leaf;
    this.compressor = compressor;
    usesDictionary = leaf.type() != PhysicalType.BOOLEAN;
  }

  /** No value is there; {@code definition} says how much of the path to it is. */
  void addMissing(int repetition, int definition) {
    addLevels(repetition, definition);
  }

  /** A value, as Parquet writes it plainly but for the length before bytes. */
  void add(int repetition, byte[] bytes, int offset, int length) {
    addLevels(repetition, leaf.maxDefinition());
    if (usesDictionary) {
      int id = dictionary.id(bytes, offset, length);
      if (id >= 0) {
        addId(id);
        return;
      }
      leaveDictionary();
    }
    addPlain(bytes, offset, length);
    values++;
  }

  /** A value of a BOOLEAN column. */
  void add(int repetition, boolean value) {
    addLevels(repetition, leaf.maxDefinition());
    addId(value ? 1 : 0);
  }

  private void addLevels(int repetition, int definition) {
    if (levels == definitions.length) {
      definitions = Arrays.copyOf(definitions, 2 * levels);
      repetitions = Arrays.copyOf(repetitions, 2 * levels);
    }
    definitions[levels] = definition;
    repetitions[levels++] = repetition;
  }

  private void addId(int id) {
    if (values == ids.length) {
      ids = Arrays.copyOf(ids, 2 * values);
    }
    ids[values++] = id;
  }

  private void addPlain(byte[] bytes, int offset, int length) {
    if (leaf.type() == PhysicalType.BYTE_ARRAY) {
      plain.putLittleEndian(length, Integer.BYTES);
    }
    plain.put(bytes, offset, length);
  }

  private void leaveDictionary() {
    usesDictionary = false;
    for (int i = 0; i < values; i++) {
      int start = dictionary.start(ids[i]);
      addPlain(dictionary.bytes(), start, dictionary.end(ids[i]) - start);
    }
  }

  /** How much memory the values take, roughly. */
  long sizeBytes() {
    return plain.length() + 4L * values + 8L * levels;
  }

  /** Writes all values and forgets them. */
  ColumnChunk finish(PageOutput out) throws IOException {
    long start = out.position();
    long uncompressed = out.uncompressedBytes();
    long dictionaryStart = -1;
    boolean isById = usesDictionary && dictionary.count() > 0;
    if (isById) {
      dictionaryStart = start;
      writeDictionary(out);
    }
    long dataStart = out.position();
    int level = 0;
    int value = 0;
    int plainStart = 0;
    while (level < levels) {
      PageEnd end = pageEnd(level, value, plainStart);
      page.clear();
      if (leaf.maxRepetition() > 0) {
        addLevels(repetitions, level, end.level, leaf.maxRepetition());
      }
      if (leaf.maxDefinition() > 0) {
        addLevels(definitions, level, end.level, leaf.maxDefinition());
      }
      if (isById) {
        int width = RunEncoder.width(dictionary.count() - 1);
        page.put(width);
        RunEncoder.encode(ids, value, end.value, width, page);
      } else if (leaf.type() == PhysicalType.BOOLEAN) {
        putBits(value, end.value);
      } else {
        page.put(plain.bytes(), plainStart, end.plain - plainStart);
      }
      int encoding = isById ? Encoding.RLE_DICTIONARY : Encoding.PLAIN;
      out.dataPage(page, end.level - level, encoding, compressor);
      level = end.level;
      value = end.value;
      plainStart = end.plain;
    }
    ColumnChunk chunk =
        new ColumnChunk(
            leaf,
            levels,
            levels - values,
            dictionaryStart,
            dataStart,
            out.position() - start,
            out.uncompressedBytes() - uncompressed);
    clear();
    return chunk;
  }

  private void writeDictionary(PageOutput out) throws IOException {
    page.clear();
    for (int id = 0; id < dictionary.count(); id++) {
      int start = dictionary.start(id);
      int length = dictionary.end(id) - start;
      if (leaf.type() == PhysicalType.BYTE_ARRAY) {
        page.putLittleEndian(length, Integer.BYTES);
      }
      page.put(dictionary.bytes(), start, length);
    }
    out.dictionaryPage(page, dictionary.count(), compressor);
  }

  private record PageEnd(int level, int value, int plain) {}

  /** A page ends between rows, and holds at least one. */
  private PageEnd pageEnd(int firstLevel, int firstValue, int plainStart) {
    boolean isPlain = !usesDictionary && leaf.type() != PhysicalType.BOOLEAN;
    int level = firstLevel;
    int value = firstValue;
    int end = plainStart;
    while (level < levels) {
      boolean isFull = level - firstLevel >= PAGE_VALUES || end - plainStart >= PAGE_BYTES;
      if (isFull && repetitions[level] == 0) {
        break;
      }
      if (definitions[level] == leaf.maxDefinition()) {
        value++;
        end += isPlain ? plainLength(end) : 0;
      }
      level++;
    }
    return new PageEnd(level, value, end);
  }

  private int plainLength(int at) {
    return leaf.type() == PhysicalType.BYTE_ARRAY
        ? Integer.BYTES + Bytes.getInt(plain.bytes(), at)
        : leaf.fixedBytes();
  }

  private void addLevels(int[] from, int start, int end, int largest) {
    pieces.clear();
    RunEncoder.encode(from, start, end, RunEncoder.width(largest), pieces);
    page.putLittleEndian(pieces.length(), Integer.BYTES);
    page.put(pieces.bytes(), 0, pieces.length());
  }

  private void putBits(int start, int end) {
    int bits = 0;
    for (int i = start; i < end; i++) {
      bits |= ids[i] << (i - start & 7);
      if ((i - start & 7) == 7 || i == end - 1) {
        page.put(bits);
        bits = 0;
      }
    }
  }

  private void clear() {
    levels = 0;
    values = 0;
    plain.clear();
    dictionary.clear();
    usesDictionary = leaf.type() != PhysicalType.BOOLEAN;
  }
}
