package io.weir.runtime.connector.format;

import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.format.avro.AvroFileFormat;
import io.weir.runtime.connector.format.csv.CsvWriteFormat;
import io.weir.runtime.connector.format.json.ChangeFormat;
import io.weir.runtime.connector.format.json.JsonWriteFormat;
import io.weir.runtime.connector.format.parquet.ParquetWriteFormat;
import io.weir.runtime.connector.format.raw.RawFileFormat;
import io.weir.runtime.error.Suggestions;
import java.util.List;
import java.util.stream.Stream;

/** All formats that files can be written in. To add one, add its line here. */
public final class WriteFormats {
  private static final List<WriteFormat> ALL =
      Stream.concat(
              Stream.of(
                  new JsonWriteFormat(),
                  new CsvWriteFormat(),
                  new ParquetWriteFormat(),
                  new AvroFileFormat(),
                  new RawFileFormat()),
              ChangeFormat.all().stream())
          .toList();

  private WriteFormats() {}

  /** Every format, in the order of documentation. */
  public static List<WriteFormat> all() {
    return ALL;
  }

  /**
   * The format of a name.
   *
   * @throws OptionException with a suggestion if there is none
   */
  public static WriteFormat named(String name) {
    for (WriteFormat format : ALL) {
      if (format.name().equals(name)) {
        return format;
      }
    }
    ForeignFormats.refuse("format", name);
    List<String> names = ALL.stream().map(WriteFormat::name).toList();
    String near = Suggestions.didYouMean(name, names);
    throw new OptionException(
        "format",
        "format '" + name + "' cannot be written",
        near != null ? near : "formats that can be written: " + String.join(", ", names));
  }
}
