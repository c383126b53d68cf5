package io.weir.runtime.parquet;

/**
 * The byte strings of a chunk's dictionary.
 *
 * @param bytes holds all of them, with {@link Bytes#SLACK} behind
 * @param starts where each starts
 * @param lengths how long each is
 */
record BytesDictionary(byte[] bytes, int[] starts, int[] lengths) {
  static BytesDictionary of(PageReader.DictionaryPage page, ParquetColumn column)
      throws ParquetException {
    if (page.values() > page.length() && page.length() > 0) {
      throw new ParquetException("a dictionary claims " + page.values() + " values");
    }
    int[] starts = new int[page.values()];
    int[] lengths = new int[page.values()];
    Collector collector = new Collector(starts, lengths);
    BytesDecoder.plain(page.bytes(), 0, page.length(), column).read(collector, page.values());
    return new BytesDictionary(page.bytes(), starts, lengths);
  }

  private static final class Collector implements BytesDecoder.Target {
    private final int[] starts;
    private final int[] lengths;
    private int count;

    Collector(int[] starts, int[] lengths) {
      this.starts = starts;
      this.lengths = lengths;
    }

    @Override
    public void accept(byte[] bytes, int offset, int length) {
      starts[count] = offset;
      lengths[count++] = length;
    }
  }
}
