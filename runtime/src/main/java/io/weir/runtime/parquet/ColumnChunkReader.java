package io.weir.runtime.parquet;

import io.weir.runtime.type.LogicalType;
import java.io.IOException;
import org.apache.arrow.vector.FieldVector;

/** Reads one column of one row group after another into vectors. */
final class ColumnChunkReader {
  private final ParquetColumn column;
  private final PageReader pages;
  private final VectorFiller filler;
  private final boolean isBytes;
  private long[] numberDictionary;
  private BytesDictionary bytesDictionary;
  private Page page;
  private int leftInPage;
  private NumberDecoder numbers;
  private BytesDecoder strings;

  ColumnChunkReader(
      ParquetFile file, ParquetColumn column, LogicalType type, Conversion conversion) {
    this.column = column;
    this.pages = new PageReader(file.channel(), column.isOptional());
    this.filler = VectorFiller.of(column, type, conversion);
    this.isBytes =
        switch (column.physical()) {
          case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY, INT96 -> true;
          default -> false;
        };
  }

  /** Goes to the start of a row group. */
  void open(RowGroup group) throws IOException {
    pages.open(group.chunks().get(column.ordinal()));
    numberDictionary = null;
    bytesDictionary = null;
    page = null;
    leftInPage = 0;
  }

  /** Reads the next {@code count} rows into an allocated vector. */
  void read(FieldVector vector, int count) throws IOException {
    filler.begin(vector, count);
    int row = 0;
    while (row < count) {
      if (leftInPage == 0) {
        nextPage();
        continue;
      }
      int n = Math.min(leftInPage, count - row);
      if (page.presence == null) {
        fill(row, n);
      } else {
        int run = page.presence.takeRun(n);
        if (page.presence.runValue() == 0) {
          filler.addMissing(row, run);
        } else {
          fill(row, run);
        }
        n = run;
      }
      row += n;
      leftInPage -= n;
    }
    filler.end();
  }

  private void fill(int row, int count) throws ParquetException {
    if (isBytes) {
      filler.addBytes(strings, row, count);
    } else {
      filler.addNumbers(numbers, row, count);
    }
  }

  private void nextPage() throws IOException {
    if (pages.isAtEnd()) {
      throw new ParquetException(
          "column \"" + column.name() + "\" has fewer values than its row group");
    }
    page = pages.next(this::useDictionary);
    leftInPage = page.values;
    boolean isEmpty = page.start >= page.end;
    if (isBytes) {
      strings = isEmpty ? null : BytesDecoder.of(page, column, bytesDictionary);
    } else {
      numbers = isEmpty ? null : NumberDecoder.of(page, column.physical(), numberDictionary);
    }
  }

  private void useDictionary(PageReader.DictionaryPage dictionary) throws ParquetException {
    if (isBytes) {
      bytesDictionary = BytesDictionary.of(dictionary, column);
    } else {
      if (dictionary.values() > dictionary.length()) {
        throw new ParquetException("a dictionary claims " + dictionary.values() + " values");
      }
      numberDictionary = new long[dictionary.values()];
      NumberDecoder.plain(dictionary.bytes(), 0, dictionary.length(), column.physical())
          .read(numberDictionary, numberDictionary.length);
    }
  }
}
