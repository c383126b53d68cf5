package io.weir.runtime.connector.format;

import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.format.avro.AvroFileFormat;
import io.weir.runtime.connector.format.csv.CsvReadFormat;
import io.weir.runtime.connector.format.json.ChangeFormat;
import io.weir.runtime.connector.format.json.JsonReadFormat;
import io.weir.runtime.connector.format.parquet.ParquetReadFormat;
import io.weir.runtime.connector.format.raw.RawFileFormat;
import io.weir.runtime.error.Suggestions;
import java.util.List;
import java.util.stream.Stream;

/** All formats that files can be read in. To add one, add its line here. */
public final class ReadFormats {
  private static final List<ReadFormat> ALL =
      Stream.concat(
              Stream.of(
                  new JsonReadFormat(),
                  new CsvReadFormat(),
                  new ParquetReadFormat(),
                  new AvroFileFormat(),
                  new RawFileFormat()),
              ChangeFormat.all().stream())
          .toList();

  private ReadFormats() {}

  /** Every format, in the order of documentation. */
  public static List<ReadFormat> all() {
    return ALL;
  }

  /**
   * The format of a name.
   *
   * @throws OptionException with a suggestion if there is none
   */
  public static ReadFormat named(String name) {
    for (ReadFormat format : ALL) {
      if (format.name().equals(name)) {
        return format;
      }
    }
    ForeignFormats.refuse("format", name);
    List<String> names = ALL.stream().map(ReadFormat::name).toList();
    String near = Suggestions.didYouMean(name, names);
    throw new OptionException(
        "format",
        "format '" + name + "' is not known",
        near != null ? near : "formats that can be read: " + String.join(", ", names));
  }
}
