package io.weir.runtime.connector.faker;

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
import org.apache.arrow.memory.ArrowBuf;

/**
 * The columns of a table as options describe them: {@code fields.name.expression}, and for what is
 * inside others {@code fields.map.key.expression}, {@code fields.map.value.expression} and {@code
 * fields.row.field.expression}; the elements of an array or multiset have that of the column.
 */
final class FakerFields {
  private static final int PURPOSES = 1 << 10;

  private final Schema schema;
  private final Options options;
  private final List<List<FakerExpression>> expressions = new ArrayList<>();
  private int purpose;

  /**
   * @throws OptionException if an expression is missing or none
   */
  FakerFields(Schema schema, Options options) {
    this.schema = schema;
    this.options = options;
    FakerExpression.Library library = FakerExpression.Library.create();
    for (Field field : schema.fields()) {
      List<FakerExpression> found = new ArrayList<>();
      Maker check = new Maker(null, null, found);
      check.field("fields." + field.name(), field.type());
      found.forEach(expression -> expression.check(library));
      expressions.add(found);
    }
  }

  /** Whether rows of some columns are the same when they are made again. */
  boolean areRepeatable(List<Integer> columns) {
    return columns.stream()
        .flatMap(column -> expressions.get(column).stream())
        .allMatch(FakerExpression::isRepeatable);
  }

  /** The generators of some columns. */
  List<ValueGenerator> open(List<Integer> columns, ArrowBuf scratch) {
    FakerExpression.Library library = FakerExpression.Library.create();
    List<ValueGenerator> generators = new ArrayList<>();
    for (int column : columns) {
      Field field = schema.field(column);
      purpose = column * PURPOSES;
      Maker maker = new Maker(library, scratch, new ArrayList<>());
      generators.add(maker.field("fields." + field.name(), field.type()));
    }
    return generators;
  }

  /** Makes the generators of one column, and lists its expressions. */
  private final class Maker {
    private final FakerExpression.Library library;
    private final ArrowBuf scratch;
    private final List<FakerExpression> found;

    Maker(FakerExpression.Library library, ArrowBuf scratch, List<FakerExpression> found) {
      this.library = library;
      this.scratch = scratch;
      this.found = found;
    }

    ValueGenerator field(String path, LogicalType type) {
      int nulls = purpose++;
      String key = path + ".null-rate";
      double rate = GeneratorOptions.rate(options, key);
      if (rate > 0 && !type.nullable()) {
        throw new OptionException(
            key, "option '" + key + "' asks for NULLs, but the column is NOT NULL", null);
      }
      return ValueGenerator.nullAtRate(rate, nulls, values(path, type));
    }

    private ValueGenerator values(String path, LogicalType type) {
      int draw = purpose++;
      return switch (type.kind()) {
        case ARRAY -> ValueGenerator.array(length(path), draw, text(path, element(type)));
        case MULTISET ->
            ValueGenerator.map(
                length(path), draw, text(path, element(type)), ValueGenerator.count(draw));
        case MAP ->
            ValueGenerator.map(
                length(path),
                draw,
                text(path + ".key", type.fields().get(0).type()),
                text(path + ".value", type.fields().get(1).type()));
        case ROW -> {
          List<ValueGenerator> fields = new ArrayList<>();
          for (Field field : type.fields()) {
            fields.add(field(path + "." + field.name(), field.type()));
          }
          yield ValueGenerator.row(fields);
        }
        default -> text(path, type);
      };
    }

    private ValueGenerator text(String path, LogicalType type) {
      boolean hasText =
          !type.kind().isNested()
              && type.kind() != TypeKind.INTERVAL_DAY_TIME
              && type.kind() != TypeKind.INTERVAL_YEAR_MONTH;
      if (!hasText) {
        throw new OptionException(
            "connector",
            "connector 'faker' makes no " + type + " for '" + path + "'",
            "declare elements, keys and values that are not nested, and no intervals");
      }
      String key = path + ".expression";
      if (!options.has(key)) {
        throw new OptionException(
            key, "option '" + key + "' is missing", "every column has an expression");
      }
      FakerExpression expression = new FakerExpression(key, options.text(key), purpose++);
      found.add(expression);
      return new FakerValues(expression, library, scratch);
    }

    private int length(String path) {
      long length = GeneratorOptions.atLeast(options, path + ".length", 0);
      return (int) Math.min(Integer.MAX_VALUE, length);
    }
  }

  private static LogicalType element(LogicalType type) {
    return type.fields().get(0).type();
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
    all.add(nullRate(path));
    switch (type.kind()) {
      case ARRAY, MULTISET -> {
        all.add(expression(path));
        all.add(length(path));
      }
      case MAP -> {
        all.add(expression(path + ".key"));
        all.add(expression(path + ".value"));
        all.add(length(path));
      }
      case ROW -> type.fields().forEach(f -> declare(path + "." + f.name(), f.type(), all));
      default -> all.add(expression(path));
    }
  }

  /** The options in general, for documentation: {@code #} stands for a column. */
  static List<Option> documented() {
    List<Option> all = new ArrayList<>(GeneratorOptions.ALL);
    all.addAll(List.of(expression("fields.#"), nullRate("fields.#"), length("fields.#")));
    return all;
  }

  private static Option expression(String path) {
    return Option.optional(
        path + ".expression",
        Option.Kind.TEXT,
        null,
        "text with parts such as #{Name.fullName}, which the column's type must be able to read");
  }

  private static Option nullRate(String path) {
    return Option.optional(
        path + ".null-rate", Option.Kind.TEXT, "0", "the share of NULLs, from 0 to 1");
  }

  private static Option length(String path) {
    return Option.optional(
        path + ".length", Option.Kind.INTEGER, "1", "how many elements a collection has");
  }
}
