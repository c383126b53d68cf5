package io.weir.runtime.operator.script;

import io.weir.runtime.expression.ColumnReference;
import io.weir.runtime.expression.Expression;
import io.weir.runtime.expression.Notation;
import io.weir.runtime.operator.aggregate.AggregateCall;
import io.weir.runtime.operator.aggregate.AggregateFunctions;
import io.weir.runtime.operator.match.AfterMatch;
import io.weir.runtime.operator.match.Definition;
import io.weir.runtime.operator.match.MatchAggregate;
import io.weir.runtime.operator.match.MatchNode;
import io.weir.runtime.operator.match.MatchView;
import io.weir.runtime.operator.match.Navigation;
import io.weir.runtime.operator.match.PatternVariable;
import io.weir.runtime.operator.sort.SortKey;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.OperatorNode;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.plan.TimeAttribute;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.Schema;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the plan nodes of scripts about patterns. {@code define} and {@code measures} are separated
 * by semicolons; {@code A.x}, {@code FIRST(A.x, 1)}, {@code LAST(x)} and {@code SUM(A.x)} are
 * values of a match, {@code within} is in milliseconds, and {@code time: proctime} says what the
 * first sort key is.
 */
final class ScriptMatches {
  private static final Pattern VALUE =
      Pattern.compile(
          "'[^']*'|(?<call>[A-Z]+)\\((?:(?<v>[A-Z])\\.)?(?<c>\\w+|\\*)(?:, (?<n>\\d+))?\\)"
              + "|(?:(?<w>[A-Z])\\.)?(?<d>[a-z]\\w*)");
  private static final Pattern VARIABLE =
      Pattern.compile("([A-Z])(\\*|\\+|\\?|\\{(\\d*)(,?)(\\d*)})?(\\?)?");

  private final Map<String, String> header;
  private final Schema schema;
  private final List<PatternVariable> pattern = new ArrayList<>();

  private ScriptMatches(Map<String, String> header, Schema schema) {
    this.header = header;
    this.schema = schema;
    for (String variable : header.get("pattern").split(" ")) {
      pattern.add(variable(variable));
    }
  }

  static List<OperatorNode> parse(
      Map<String, String> header, Schema schema, List<Integer> partition, List<SortKey> order) {
    return List.of(new ScriptMatches(header, schema).node(partition, order));
  }

  private OperatorNode node(List<Integer> partition, List<SortKey> order) {
    List<TimeAttribute> times =
        new ArrayList<>(Collections.nCopies(schema.size(), TimeAttribute.NONE));
    boolean isProctime = header.getOrDefault("time", "").equals("proctime");
    times.set(order.get(0).column(), isProctime ? TimeAttribute.PROCTIME : TimeAttribute.ROWTIME);
    ScriptInput input =
        new ScriptInput(
            new StreamProperties(schema, ChangelogKind.INSERT_ONLY, List.of(), times, Set.of()));
    View measures = new View();
    for (String measure : header.get("measures").split(";")) {
      measures.replace(measure.strip());
    }
    return MatchNode.of(
        input,
        partition,
        order,
        pattern,
        pattern.stream().map(this::definition).toList(),
        after(header.getOrDefault("after", "TO NEXT ROW")),
        Long.parseLong(header.getOrDefault("within", "0")),
        measures.view(),
        ZoneId.of("UTC"));
  }

  private static PatternVariable variable(String text) {
    Matcher matcher = VARIABLE.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a variable: " + text);
    }
    String quantifier = matcher.group(2) == null ? "{1}" : matcher.group(2);
    boolean isReluctant = matcher.group(6) != null;
    int least =
        switch (quantifier) {
          case "*", "?" -> 0;
          case "+" -> 1;
          default -> matcher.group(2) == null ? 1 : number(matcher.group(3), 0);
        };
    int most =
        switch (quantifier) {
          case "*", "+" -> PatternVariable.UNBOUNDED;
          case "?" -> 1;
          default ->
              matcher.group(2) == null || matcher.group(4).isEmpty()
                  ? least
                  : number(matcher.group(5), PatternVariable.UNBOUNDED);
        };
    return new PatternVariable(matcher.group(1), least, most, isReluctant);
  }

  private static int number(String text, int otherwise) {
    return text.isEmpty() ? otherwise : Integer.parseInt(text);
  }

  private AfterMatch after(String text) {
    String[] words = text.split(" ");
    if (words[0].equals("PAST")) {
      return AfterMatch.PAST_LAST_ROW;
    }
    return words[1].equals("NEXT") ? AfterMatch.TO_NEXT_ROW : to(words);
  }

  private AfterMatch to(String[] words) {
    return new AfterMatch(
        words[1].equals("FIRST") ? AfterMatch.Skip.TO_FIRST : AfterMatch.Skip.TO_LAST,
        index(words[2]));
  }

  private int index(String name) {
    return name == null
        ? Navigation.ALL
        : pattern.stream().map(PatternVariable::name).toList().indexOf(name);
  }

  private Optional<Definition> definition(PatternVariable variable) {
    for (String definition : header.getOrDefault("define", "").split(";")) {
      String[] parts = definition.strip().split(" AS ", 2);
      if (parts[0].equals(variable.name())) {
        View view = new View();
        String condition = view.replace(parts[1]);
        Expression expression = Notation.parse(condition, view.schema());
        return Optional.of(new Definition(view.view(), expression));
      }
    }
    return Optional.empty();
  }

  /** The values of a match that some texts use, which get names of columns in their place. */
  private final class View {
    private final List<Navigation> navigations = new ArrayList<>();
    private final List<MatchAggregate> aggregates = new ArrayList<>();

    String replace(String text) {
      Matcher matcher = VALUE.matcher(text);
      StringBuilder replaced = new StringBuilder();
      while (matcher.find()) {
        boolean isText = matcher.group().startsWith("'");
        matcher.appendReplacement(replaced, isText ? matcher.group() : place(matcher));
      }
      return matcher.appendTail(replaced).toString();
    }

    private String place(Matcher found) {
      String call = found.group("call");
      if (call == null) {
        return navigation(found.group("w"), false, 0, found.group("d"));
      }
      if (call.equals("FIRST") || call.equals("LAST")) {
        int offset = found.group("n") == null ? 0 : Integer.parseInt(found.group("n"));
        return navigation(found.group("v"), call.equals("FIRST"), offset, found.group("c"));
      }
      boolean isStar = found.group("c").equals("*");
      List<Expression> arguments =
          isStar
              ? List.of()
              : List.of(ColumnReference.of(schema, ScriptTypes.column(schema, found.group("c"))));
      Schema columns =
          new Schema(arguments.stream().map(a -> new Field(a.toString(), a.type())).toList());
      AggregateCall bound =
          AggregateCall.of(
              AggregateFunctions.find(call).orElseThrow(),
              isStar ? List.of() : List.of(0),
              OptionalInt.empty(),
              false,
              call,
              columns);
      aggregates.add(new MatchAggregate(index(found.group("v")), arguments, bound));
      return "a" + (aggregates.size() - 1);
    }

    private String navigation(String variable, boolean isFirst, int offset, String name) {
      int column = ScriptTypes.column(schema, name);
      navigations.add(
          new Navigation(
              index(variable), isFirst, offset, column, schema.type(column).withNullable(true)));
      return "n" + (navigations.size() - 1);
    }

    MatchView view() {
      return new MatchView(navigations, aggregates);
    }

    Schema schema() {
      List<Field> fields = new ArrayList<>();
      for (Navigation navigation : navigations) {
        fields.add(new Field("n" + fields.size(), navigation.type()));
      }
      for (int i = 0; i < aggregates.size(); i++) {
        fields.add(new Field("a" + i, aggregates.get(i).call().type()));
      }
      return new Schema(fields);
    }
  }
}
