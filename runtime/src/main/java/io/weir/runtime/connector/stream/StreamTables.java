package io.weir.runtime.connector.stream;

import io.weir.runtime.connector.BadRecords;
import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.TableDescriptor;
import io.weir.runtime.connector.format.ReadFormat;
import io.weir.runtime.connector.format.ReadFormat.FileColumns;
import io.weir.runtime.connector.format.ReadFormats;
import io.weir.runtime.connector.format.TextDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What tables that are read as bytes come have in common. */
final class StreamTables {
  private static final String FORMAT = "format";

  /** The options that all of them have. */
  static final List<Option> OPTIONS =
      List.of(
          Option.required(
              FORMAT, Option.Kind.TEXT, "how records are written: 'json', 'csv', 'raw', …"),
          BadRecords.TABLE);

  private StreamTables() {}

  /** The options of the formats of text, by name. */
  static Map<String, List<Option>> formats() {
    Map<String, List<Option>> formats = new LinkedHashMap<>();
    for (ReadFormat format : ReadFormats.all()) {
      if (format.isText()) {
        formats.put(format.name(), format.options());
      }
    }
    return formats;
  }

  /** The table's options, checked. */
  static Options options(TableDescriptor table, List<Option> own) {
    List<Option> declared = new ArrayList<>(own);
    String format = table.options().get(FORMAT);
    if (format != null) {
      declared.addAll(ReadFormats.named(format).options());
    }
    return Options.of(table.options(), declared);
  }

  /**
   * What makes rows of the bytes.
   *
   * @throws OptionException if the format is none of text, or columns are not in the bytes
   */
  static TextDecoder decoder(TableDescriptor table, Options options, List<Integer> columns) {
    if (!table.metadata().isEmpty()) {
      String column = table.metadata().keySet().iterator().next();
      throw new OptionException(
          "connector",
          "column \"" + column + "\" is METADATA, and nothing is known of the records",
          "leave it out");
    }
    ReadFormat format = ReadFormats.named(options.text(FORMAT));
    return format
        .createDecoder(new FileColumns(table.name(), table.schema(), columns), options)
        .text()
        .orElseThrow(
            () ->
                new OptionException(
                    FORMAT,
                    "format '" + format.name() + "' needs a file, and cannot be read as it comes",
                    "take 'json', 'csv' or 'raw'"));
  }
}
