package io.weir.parser;

import io.weir.parser.grammar.StatementParser;
import io.weir.parser.source.Suggestions;
import io.weir.parser.statement.TypeName;
import io.weir.parser.statement.TypeText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/** Looks up types that are written as a name with arguments, such as {@code VARCHAR(10)}. */
final class NamedTypeBuilder {
  private static final Map<String, TypeName> NAMES =
      Map.ofEntries(
          Map.entry("BOOLEAN", TypeName.BOOLEAN),
          Map.entry("TINYINT", TypeName.TINYINT),
          Map.entry("SMALLINT", TypeName.SMALLINT),
          Map.entry("INT", TypeName.INT),
          Map.entry("INTEGER", TypeName.INT),
          Map.entry("BIGINT", TypeName.BIGINT),
          Map.entry("FLOAT", TypeName.FLOAT),
          Map.entry("DOUBLE", TypeName.DOUBLE),
          Map.entry("DOUBLE PRECISION", TypeName.DOUBLE),
          Map.entry("DECIMAL", TypeName.DECIMAL),
          Map.entry("DEC", TypeName.DECIMAL),
          Map.entry("NUMERIC", TypeName.DECIMAL),
          Map.entry("CHAR", TypeName.CHAR),
          Map.entry("CHARACTER", TypeName.CHAR),
          Map.entry("VARCHAR", TypeName.VARCHAR),
          Map.entry("CHAR VARYING", TypeName.VARCHAR),
          Map.entry("CHARACTER VARYING", TypeName.VARCHAR),
          Map.entry("STRING", TypeName.STRING),
          Map.entry("BINARY", TypeName.BINARY),
          Map.entry("VARBINARY", TypeName.VARBINARY),
          Map.entry("BINARY VARYING", TypeName.VARBINARY),
          Map.entry("BYTES", TypeName.BYTES),
          Map.entry("DATE", TypeName.DATE),
          Map.entry("TIME", TypeName.TIME),
          Map.entry("TIMESTAMP", TypeName.TIMESTAMP),
          Map.entry("TIMESTAMP_LTZ", TypeName.TIMESTAMP_LTZ));

  /** Types of other systems, and what they are called here. */
  /** Types of Flink, and what to declare instead. */
  private static final Map<String, String> ABSENT =
      Map.of(
          "VARIANT", "declare STRING, and read the document with JSON_VALUE and JSON_QUERY",
          "BITMAP", "declare ARRAY<INT>, or count with COUNT(DISTINCT …)");

  private static final Map<String, String> FOREIGN =
      Map.ofEntries(
          Map.entry("TEXT", "STRING"),
          Map.entry("NVARCHAR", "VARCHAR"),
          Map.entry("NCHAR", "CHAR"),
          Map.entry("CLOB", "STRING"),
          Map.entry("BLOB", "BYTES"),
          Map.entry("BYTEA", "BYTES"),
          Map.entry("BOOL", "BOOLEAN"),
          Map.entry("LONG", "BIGINT"),
          Map.entry("SHORT", "SMALLINT"),
          Map.entry("BYTE", "TINYINT"),
          Map.entry("REAL", "FLOAT"),
          Map.entry("NUMBER", "DECIMAL"),
          Map.entry("DATETIME", "TIMESTAMP"),
          Map.entry("TIMESTAMPTZ", "TIMESTAMP_LTZ"),
          Map.entry("STRUCT", "ROW<…>"),
          Map.entry("JSON", "STRING"),
          Map.entry("UUID", "STRING"));

  private final Parts parts;

  NamedTypeBuilder(Parts parts) {
    this.parts = parts;
  }

  TypeText build(StatementParser.NamedTypeContext tree) {
    TypeName name = lookUp(tree);
    TypeName zoned = withTimeZone(name, tree.timeZone());
    List<Integer> arguments = arguments(zoned, tree.typeLength());
    return new TypeText(zoned, arguments, List.of(), Optional.empty(), true, parts.span(tree));
  }

  private TypeName lookUp(StatementParser.NamedTypeContext tree) {
    String word = tree.typeName().getText().toUpperCase(Locale.ROOT);
    TypeName plain = NAMES.get(word);
    if (tree.secondWord() == null) {
      if (plain == null) {
        throw unknown(tree, word);
      }
      return plain;
    }
    String second = tree.secondWord().getText().toUpperCase(Locale.ROOT);
    TypeName both = NAMES.get(word + " " + second);
    if (both == null) {
      throw plain == null
          ? unknown(tree, word)
          : new ParseException(
              "type " + word + " cannot be followed by " + second,
              parts.span(tree.secondWord()),
              "DOUBLE PRECISION, CHARACTER VARYING and BINARY VARYING are types");
    }
    return both;
  }

  private ParseException unknown(StatementParser.NamedTypeContext tree, String word) {
    String instead = ABSENT.get(word);
    if (instead != null) {
      return new ParseException(
          "the type " + word + " is not supported", parts.span(tree.typeName()), instead);
    }
    Optional<String> hint =
        Optional.ofNullable(FOREIGN.get(word))
            .map(here -> "the type is called " + here + " here")
            .or(() -> Suggestions.hint(word, candidates()));
    return new ParseException(
        "there is no type \"" + tree.typeName().getText() + "\"",
        parts.span(tree.typeName()),
        hint);
  }

  private static TreeSet<String> candidates() {
    TreeSet<String> words = new TreeSet<>(NAMES.keySet());
    words.removeIf(word -> word.contains(" "));
    words.addAll(List.of("ARRAY", "MAP", "MULTISET", "ROW", "INTERVAL"));
    return words;
  }

  private TypeName withTimeZone(TypeName name, StatementParser.TimeZoneContext zone) {
    if (zone == null) {
      return name;
    }
    boolean without = zone.WITHOUT() != null;
    if (name == TypeName.TIME && without || name == TypeName.TIMESTAMP && without) {
      return name;
    }
    if (name == TypeName.TIMESTAMP && zone.LOCAL() != null) {
      return TypeName.TIMESTAMP_LTZ;
    }
    String hint =
        name == TypeName.TIMESTAMP
            ? "TIMESTAMP_LTZ holds an instant that is shown in the session's time zone"
            : "only TIMESTAMP takes WITH LOCAL TIME ZONE";
    throw new ParseException(
        name + " " + parts.text(zone).toUpperCase(Locale.ROOT) + " is not supported",
        parts.span(zone),
        hint);
  }

  private List<Integer> arguments(TypeName name, StatementParser.TypeLengthContext length) {
    if (length == null) {
      return List.of();
    }
    switch (name) {
      case CHAR:
      case VARCHAR:
      case BINARY:
      case VARBINARY:
        requireOne(name, length);
        return List.of(argument(length, 0, "length of " + name, 1, Integer.MAX_VALUE));
      case TIME:
      case TIMESTAMP:
      case TIMESTAMP_LTZ:
        requireOne(name, length);
        return List.of(argument(length, 0, "precision of " + name, 0, 9));
      case DECIMAL:
        int precision = argument(length, 0, "precision of DECIMAL", 1, 38);
        return length.INTEGER().size() == 1
            ? List.of(precision)
            : List.of(precision, argument(length, 1, "scale of DECIMAL", 0, precision));
      default:
        throw new ParseException(
            "type " + name + " takes no length or precision", parts.span(length));
    }
  }

  private int argument(
      StatementParser.TypeLengthContext length, int index, String what, int least, int most) {
    OptionalInt value = TypeBuilder.argument(parts, length, index, what, least, most);
    return value.orElseThrow();
  }

  private void requireOne(TypeName name, StatementParser.TypeLengthContext length) {
    if (length.INTEGER().size() > 1) {
      throw new ParseException(
          "type " + name + " takes one number only", parts.span(length.INTEGER(1).getSymbol()));
    }
  }
}
