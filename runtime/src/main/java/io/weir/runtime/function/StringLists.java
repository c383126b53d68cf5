package io.weir.runtime.function;

import io.weir.runtime.type.LogicalType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** SPLIT, STR_TO_MAP and REGEXP_EXTRACT_ALL: functions from a string to several. */
final class StringLists {
  private static final LogicalType STRING = LogicalType.string();
  private static final LogicalType STRINGS = LogicalType.array(STRING);
  private static final LogicalType STRING_MAP = LogicalType.map(STRING, STRING);

  private StringLists() {}

  /** All functions of this class. */
  static List<ScalarFunction> functions() {
    return List.of(split(), toMap(), extractAll());
  }

  private static ScalarFunction split() {
    return KernelFunction.named("SPLIT")
        .doc(
            "The parts of `text` between each `separator`; each character where `separator` is"
                + " empty. The empty string has no parts.",
            "SPLIT('a,b,c', ',')",
            "ARRAY['a', 'b', 'c']")
        .arguments(2, 2, "SPLIT(STRING, STRING)")
        .resolve(
            arguments ->
                bind("SPLIT", arguments, List.of(STRING, STRING), false, () -> StringLists::split));
  }

  private static boolean split(
      ArgumentReader[] arguments, int row, StringList keys, StringList parts) {
    Slice text = arguments[0].getSlice(row);
    Slice separator = arguments[1].getSlice(row);
    if (text.isEmpty()) {
      return true;
    }
    if (separator.isEmpty()) {
      for (int at = 0; at < text.length(); ) {
        int next = Utf8.next(text, at);
        parts.add(text, at, next - at);
        at = next;
      }
      return true;
    }
    int start = 0;
    for (int end; (end = text.indexOf(separator, start)) >= 0; start = end + separator.length()) {
      parts.add(text, start, end - start);
    }
    parts.add(text, start, text.length() - start);
    return true;
  }

  private static ScalarFunction toMap() {
    return KernelFunction.named("STR_TO_MAP")
        .doc(
            "The MAP that `text` writes as pairs with `pairSeparator` (',') between them and"
                + " `keySeparator` ('=') between key and value. Both are regular expressions; of"
                + " equal keys the last one counts, a pair without `keySeparator` has the value"
                + " NULL.",
            "STR_TO_MAP('a=1,b=2')",
            "MAP['a', '1', 'b', '2']")
        .arguments(1, 3, "STR_TO_MAP(STRING)", "STR_TO_MAP(STRING, STRING, STRING)")
        .resolve(
            arguments -> {
              if (arguments.size() == 2) {
                return Resolution.mismatch(
                    "STR_TO_MAP takes both separators or none, not " + arguments);
              }
              for (Object literal : arguments.literals().subList(1, arguments.size())) {
                String fault = literal == null ? null : ConstantCheck.REGEX.fault(literal);
                if (fault != null) {
                  return Resolution.mismatch("STR_TO_MAP: " + fault);
                }
              }
              List<LogicalType> parameters = List.of(STRING, STRING, STRING);
              Resolution resolution =
                  bind(
                      "STR_TO_MAP",
                      arguments,
                      parameters.subList(0, arguments.size()),
                      true,
                      () -> new MapParser()::parse);
              return arguments.size() > 1 && resolution instanceof Resolution.Match match
                  ? Resolution.of(match.binding().failing())
                  : resolution;
            });
  }

  /** Splits texts into pairs, with the last separators compiled. */
  private static final class MapParser {
    private String pairs;
    private String keys;
    private Pattern betweenPairs = Pattern.compile(",");
    private Pattern betweenKeyAndValue = Pattern.compile("=");

    private boolean parse(
        ArgumentReader[] arguments, int row, StringList keyList, StringList values) {
      if (arguments.length > 1) {
        compile(arguments[1].getSlice(row).toString(), arguments[2].getSlice(row).toString());
      }
      String text = arguments[0].getSlice(row).toString();
      if (text.isEmpty()) {
        return true;
      }
      Map<String, String> map = new LinkedHashMap<>();
      for (String pair : betweenPairs.split(text)) {
        String[] sides = betweenKeyAndValue.split(pair, 2);
        map.put(sides[0], sides.length > 1 ? sides[1] : null);
      }
      map.forEach(
          (key, value) -> {
            keyList.add(key);
            values.add(value);
          });
      return true;
    }

    private void compile(String pairSeparator, String keySeparator) {
      if (pairSeparator.equals(pairs) && keySeparator.equals(keys)) {
        return;
      }
      try {
        betweenPairs = Pattern.compile(pairSeparator);
        betweenKeyAndValue = Pattern.compile(keySeparator);
      } catch (PatternSyntaxException e) {
        throw new EvaluationException(
            "'" + e.getPattern() + "' is no regular expression: " + e.getDescription());
      }
      pairs = pairSeparator;
      keys = keySeparator;
    }
  }

  private static ScalarFunction extractAll() {
    return KernelFunction.named("REGEXP_EXTRACT_ALL")
        .doc(
            "What group number `group` (default 1, 0 being everything) of `regex` matched in each"
                + " match in `text`; NULL if there is no such group.",
            "REGEXP_EXTRACT_ALL('Abc-Def', '(\\w)\\w*', 1)",
            "ARRAY['A', 'D']")
        .arguments(
            2, 3, "REGEXP_EXTRACT_ALL(STRING, STRING)", "REGEXP_EXTRACT_ALL(STRING, STRING, INT)")
        .resolve(
            arguments -> {
              Object literal = arguments.literals().get(1);
              String fault = literal == null ? null : ConstantCheck.REGEX.fault(literal);
              if (fault != null) {
                return Resolution.mismatch("REGEXP_EXTRACT_ALL: " + fault);
              }
              List<LogicalType> parameters = List.of(STRING, STRING, LogicalType.int32());
              Resolution resolution =
                  bind(
                      "REGEXP_EXTRACT_ALL",
                      arguments,
                      parameters.subList(0, arguments.size()),
                      false,
                      () -> {
                        RegexState state = new RegexState();
                        return (readers, row, keys, parts) ->
                            extractAll(state, readers, row, parts);
                      });
              return resolution instanceof Resolution.Match match
                  ? Resolution.of(match.binding().nullable())
                  : resolution;
            });
  }

  private static boolean extractAll(
      RegexState state, ArgumentReader[] arguments, int row, StringList parts) {
    int group = arguments.length > 2 ? arguments[2].getInt(row) : 1;
    Matcher matcher = state.matcher(arguments[1].getSlice(row), arguments[0].getSlice(row));
    if (matcher == null || group < 0 || group > matcher.groupCount()) {
      return false;
    }
    while (state.find(matcher)) {
      parts.add(matcher.group(group));
    }
    return true;
  }

  private static Resolution bind(
      String name,
      CallArguments arguments,
      List<LogicalType> parameters,
      boolean makesMaps,
      Supplier<StringListKernel.Row> rows) {
    List<LogicalType> bound = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      LogicalType type = arguments.type(i);
      if (ImplicitCasts.distance(type, parameters.get(i)) == ImplicitCasts.IMPOSSIBLE) {
        return Resolution.mismatch(name + " does not take " + arguments);
      }
      bound.add(parameters.get(i).withNullable(type.nullable()));
    }
    LogicalType result = makesMaps ? STRING_MAP : STRINGS;
    return Resolution.of(
        FunctionBinding.custom(
            bound,
            result.withNullable(makesMaps || arguments.anyNullable()),
            context -> new StringListKernel(rows.get(), makesMaps, bound.size())));
  }
}
