package io.weir.runtime.connector.format.json;

import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.format.FileDecoder;
import io.weir.runtime.connector.format.ReadFormat;
import io.weir.runtime.connector.format.TextDecoder;
import io.weir.runtime.type.Schema;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code 'format' = 'json'}. */
public final class JsonReadFormat implements ReadFormat {
  private static final JsonOptions JSON = new JsonOptions("json");
  private static final String FAIL_ON_MISSING_FIELD = "json.fail-on-missing-field";

  /** The options of the format, for reading and writing. */
  static final List<Option> OPTIONS = options(JSON);

  private static List<Option> options(JsonOptions json) {
    List<Option> options = new ArrayList<>(json.all());
    options.add(
        1,
        Option.optional(
            FAIL_ON_MISSING_FIELD,
            Option.Kind.BOOLEAN,
            "false",
            "Whether a line that lacks a column is an error; else the column is NULL."));
    options.add(
        Option.optional(
            "json.decode.json-parser.enabled",
            Option.Kind.BOOLEAN,
            "true",
            "Has no effect: accepted so that scripts written for Flink run."));
    return List.copyOf(options);
  }

  @Override
  public String name() {
    return "json";
  }

  @Override
  public List<Option> options() {
    return OPTIONS;
  }

  @Override
  public FileDecoder createDecoder(FileColumns columns, Options options) {
    JsonRules rules = rules(columns, options);
    Schema schema = columns.neededSchema();
    return (TextDecoder)
        (input, position, kept, allocator) ->
            JsonLines.open(input, position, schema, rules, kept, allocator);
  }

  /** How the columns are read. */
  static JsonRules rules(FileColumns columns, Options options) {
    boolean failOnMissing = options.flag(FAIL_ON_MISSING_FIELD);
    if (options.flag(JSON.ignoreParseErrors()) && failOnMissing) {
      throw new OptionException(
          FAIL_ON_MISSING_FIELD,
          "options '"
              + FAIL_ON_MISSING_FIELD
              + "' and '"
              + JSON.ignoreParseErrors()
              + "' contradict each other",
          "set one of them to 'false'");
    }
    return JSON.rules(columns, options, failOnMissing);
  }

  /** How values are written. */
  static JsonSettings settings(Options options) {
    return JSON.settings(options);
  }
}
