package io.weir.runtime.connector.file.sink;

import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.format.WriteFormat;
import java.util.Optional;

/**
 * How small files are put together.
 *
 * @param fileSizeBytes how large a file may become by that
 * @param headerBytes with how many bytes a file begins that belong to no row
 * @param finishing what makes the file of the rows, if that is not done before
 */
record Compaction(long fileSizeBytes, int headerBytes, Optional<WriteFormat.Finishing> finishing) {
  static final Option ENABLED =
      Option.optional(
          "auto-compaction",
          Option.Kind.BOOLEAN,
          "false",
          "whether the files of one checkpoint, of all writers, are put together before they are"
              + " published; 'sink.rolling-policy.rollover-interval' says how often files are");
  static final Option FILE_SIZE =
      Option.optional(
          "compaction.file-size",
          Option.Kind.MEMORY_SIZE,
          null,
          "up to which size files are put together; by default that of"
              + " 'sink.rolling-policy.file-size'");

  /** What is asked for, if anything. */
  static Optional<Compaction> of(
      Options options, long rollingBytes, WriteFormat.Encoding encoding, Compression compression) {
    if (!options.flag(ENABLED.key())) {
      return Optional.empty();
    }
    boolean hasHeader = encoding.header().length > 0;
    if (hasHeader && compression != Compression.NONE) {
      throw new OptionException(
          ENABLED.key(),
          "option '"
              + ENABLED.key()
              + "' is not supported for compressed files that begin with the names of columns",
          "leave out the header, the compression, or '" + ENABLED.key() + "'");
    }
    long bytes = options.has(FILE_SIZE.key()) ? options.sizeBytes(FILE_SIZE.key()) : rollingBytes;
    return Optional.of(new Compaction(bytes, encoding.headerBytes(), encoding.finishing()));
  }
}
