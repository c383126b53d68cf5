package io.weir.runtime.connector.format.message;

import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.format.ForeignFormats;
import io.weir.runtime.connector.format.avro.AvroMessageFormat;
import io.weir.runtime.connector.format.csv.CsvMessageFormat;
import io.weir.runtime.connector.format.json.ChangeFormat;
import io.weir.runtime.connector.format.json.JsonMessageFormat;
import io.weir.runtime.connector.format.raw.RawFormat;
import io.weir.runtime.error.Suggestions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All formats of messages. To add one, add its line here. */
public final class MessageFormats {
  private static final List<MessageFormat> ALL =
      Stream.concat(
              Stream.of(
                  new JsonMessageFormat(),
                  new CsvMessageFormat(),
                  new AvroMessageFormat(),
                  new RawFormat()),
              ChangeFormat.all().stream())
          .toList();

  private MessageFormats() {}

  /** Every format, in the order of documentation. */
  public static List<MessageFormat> all() {
    return ALL;
  }

  /** The options of every format, by its name. */
  public static Map<String, List<Option>> options() {
    Map<String, List<Option>> options = new LinkedHashMap<>();
    ALL.forEach(format -> options.put(format.name(), format.options()));
    return options;
  }

  /**
   * The format of a name.
   *
   * @param key the option that names it
   * @throws OptionException with a suggestion if there is none
   */
  public static MessageFormat named(String key, String name) {
    for (MessageFormat format : ALL) {
      if (format.name().equals(name)) {
        return format;
      }
    }
    ForeignFormats.refuse(key, name);
    List<String> names = ALL.stream().map(MessageFormat::name).toList();
    String near = Suggestions.didYouMean(name, names);
    throw new OptionException(
        key,
        "option '" + key + "': messages cannot have the format '" + name + "'",
        near != null ? near : "formats of messages: " + String.join(", ", names));
  }
}
