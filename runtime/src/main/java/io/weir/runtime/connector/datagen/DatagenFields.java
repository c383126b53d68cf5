package io.weir.runtime.connector.datagen;

import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.generator.GeneratorOptions;
import io.weir.runtime.connector.generator.ValueGenerator;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.type.TypeKind;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of a table as options describe them. The options of a field inside another are named
 * after the way to it: {@code fields.address.street.length}, {@code fields.tags.element.length},
 * {@code fields.counts.key.min}.
 */
final class DatagenFields {
  private static final List<String> KINDS = List.of("random", "sequence");
  private static final String COLLECTION_LENGTH = "3";
  private static final String BYTES_LENGTH = "20";
  private static final String TEXT_LENGTH = "100";

  private final Schema schema;
  private final Options options;
  private final List<ValueGenerator> generators = new ArrayList<>();
  private long sequenceLength = Long.MAX_VALUE;
  private int purpose;

  DatagenFields(Schema schema, Options options) {
    this.schema = schema;
    this.options = options;
    for (Field field : schema.fields()) {
      generators.add(field("fields." + field.name(), field.type()));
    }
  }

  /** The generators of some columns. */
  List<ValueGenerator> generators(List<Integer> columns) {
    return columns.stream().map(generators::get).toList();
  }

  /** How long the shortest sequence is; {@link Long#MAX_VALUE} if there is none. */
  long sequenceLength() {
    return sequenceLength;
  }

  private ValueGenerator field(String path, LogicalType type) {
    boolean isSequence =
        options.has(path + ".kind") && options.text(path + ".kind").equals("sequence");
    if (isSequence) {
      return sequence(path, type);
    }
    int nulls = purpose++;
    double nullRate = GeneratorOptions.rate(options, path + ".null-rate");
    if (nullRate > 0 && !type.nullable()) {
      throw new OptionException(
          path + ".null-rate",
          "option '" + path + ".null-rate' asks for NULLs, but the column is NOT NULL",
          null);
    }
    return ValueGenerator.nullAtRate(nullRate, nulls, random(path, type));
  }

  private ValueGenerator sequence(String path, LogicalType type) {
    if (!Sequences.fits(type.kind())) {
      throw new OptionException(
          path + ".kind",
          "option '" + path + ".kind': there is no sequence of " + type,
          "sequences are made of numbers and strings");
    }
    for (String end : List.of(".start", ".end")) {
      if (!options.has(path + end)) {
        throw new OptionException(
            path + end,
            "option '" + path + end + "' is missing",
            "a sequence needs '" + path + ".start' and '" + path + ".end'");
      }
    }
    long start = options.integer(path + ".start");
    long end = options.integer(path + ".end");
    if (end < start) {
      throw new OptionException(
          path + ".end", "the sequence '" + path + "' ends before it starts", null);
    }
    sequenceLength = Math.min(sequenceLength, Math.addExact(Math.subtractExact(end, start), 1));
    return Sequences.of(type, path, start, end);
  }

  private ValueGenerator random(String path, LogicalType type) {
    int draw = purpose++;
    return switch (type.kind()) {
      case ARRAY ->
          ValueGenerator.array(
              length(path), draw, field(path + ".element", type.fields().get(0).type()));
      case MAP ->
          ValueGenerator.map(
              length(path),
              draw,
              key(path + ".key", type.fields().get(0).type()),
              field(path + ".value", type.fields().get(1).type()));
      case MULTISET ->
          ValueGenerator.map(
              length(path),
              draw,
              key(path + ".element", type.fields().get(0).type()),
              ValueGenerator.count(draw));
      case ROW -> {
        List<ValueGenerator> fields = new ArrayList<>();
        for (Field field : type.fields()) {
          fields.add(field(path + "." + field.name(), field.type()));
        }
        yield ValueGenerator.row(fields);
      }
      default -> new RandomValues(path, type, options, draw).generator();
    };
  }

  private ValueGenerator key(String path, LogicalType type) {
    if (type.kind().isNested()) {
      throw new OptionException(
          "connector", "connector 'datagen' makes no keys of type " + type, null);
    }
    return field(path, type.withNullable(false));
  }

  private int length(String path) {
    return (int)
        Math.min(Integer.MAX_VALUE, GeneratorOptions.atLeast(options, path + ".length", 0));
  }

  /** The options of a table. */
  static List<Option> declared(Schema schema) {
    List<Option> all = new ArrayList<>(GeneratorOptions.ALL);
    for (Field field : schema.fields()) {
      declare("fields." + field.name(), field.type(), all);
    }
    return all;
  }

  private static void declare(String path, LogicalType type, List<Option> all) {
    all.add(kind(path));
    all.add(nullRate(path));
    TypeKind kind = type.kind();
    if (kind.isNumeric()
        || kind == TypeKind.INTERVAL_DAY_TIME
        || kind == TypeKind.INTERVAL_YEAR_MONTH) {
      all.add(min(path));
      all.add(max(path));
    }
    if (Sequences.fits(kind)) {
      all.add(start(path));
      all.add(end(path));
    }
    switch (kind) {
      case VARCHAR -> {
        all.add(length(path, textLength(type)));
        all.add(varLen(path));
      }
      case VARBINARY -> {
        all.add(length(path, BYTES_LENGTH));
        all.add(varLen(path));
      }
      case TIMESTAMP, TIMESTAMP_LTZ -> all.add(maxPast(path));
      case ARRAY -> {
        all.add(length(path, COLLECTION_LENGTH));
        declare(path + ".element", type.fields().get(0).type(), all);
      }
      case MULTISET -> {
        all.add(length(path, COLLECTION_LENGTH));
        declare(path + ".element", type.fields().get(0).type(), all);
      }
      case MAP -> {
        all.add(length(path, COLLECTION_LENGTH));
        declare(path + ".key", type.fields().get(0).type(), all);
        declare(path + ".value", type.fields().get(1).type(), all);
      }
      case ROW -> type.fields().forEach(f -> declare(path + "." + f.name(), f.type(), all));
      default -> {}
    }
  }

  private static String textLength(LogicalType type) {
    return type.precision() < 100 ? Integer.toString(type.precision()) : TEXT_LENGTH;
  }

  /** The options in general, for documentation: {@code #} stands for a column. */
  static List<Option> documented() {
    List<Option> all = new ArrayList<>(GeneratorOptions.ALL);
    String path = "fields.#";
    all.addAll(
        List.of(
            kind(path),
            nullRate(path),
            min(path),
            max(path),
            start(path),
            end(path),
            length(path, null),
            varLen(path),
            maxPast(path)));
    return all;
  }

  private static Option kind(String path) {
    return Option.choice(path + ".kind", KINDS, "random", "whether values are drawn or counted");
  }

  private static Option nullRate(String path) {
    return Option.optional(
        path + ".null-rate", Option.Kind.TEXT, "0", "the share of NULLs, from 0 to 1");
  }

  private static Option min(String path) {
    return Option.optional(
        path + ".min", Option.Kind.TEXT, null, "the least random number; the type's without");
  }

  private static Option max(String path) {
    return Option.optional(
        path + ".max", Option.Kind.TEXT, null, "the greatest random number; the type's without");
  }

  private static Option start(String path) {
    return Option.optional(
        path + ".start", Option.Kind.INTEGER, null, "where a sequence starts; required there");
  }

  private static Option end(String path) {
    return Option.optional(
        path + ".end",
        Option.Kind.INTEGER,
        null,
        "the last of a sequence; required there, and the table ends behind it");
  }

  private static Option length(String path, String length) {
    return Option.optional(
        path + ".length",
        Option.Kind.INTEGER,
        length,
        "how long random strings (by default 100), bytes (20) and collections (3) are");
  }

  private static Option varLen(String path) {
    return Option.optional(
        path + ".var-len",
        Option.Kind.BOOLEAN,
        "false",
        "whether random strings and bytes have any length from 1 to 'length'");
  }

  private static Option maxPast(String path) {
    return Option.optional(
        path + ".max-past",
        Option.Kind.DURATION,
        "0",
        "how far before the row's present a random time may lie");
  }
}
