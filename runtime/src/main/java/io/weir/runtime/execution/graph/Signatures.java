package io.weir.runtime.execution.graph;

import io.weir.runtime.expression.ColumnReference;
import io.weir.runtime.expression.Expression;
import io.weir.runtime.operator.calc.CalcNode;
import io.weir.runtime.plan.OperatorNode;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.SourceNode;
import io.weir.runtime.type.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells of each step of a plan what its state means: two steps of the same signature can go on from
 * each other's state.
 *
 * <p>A stream is described by where its rows come from (tables, conditions, steps with state) and
 * by what each of its columns is, in terms of the columns of tables and of other steps. A
 * projection changes which columns there are, not where the rows come from; so a step has the same
 * signature whether its input carries columns for somebody else or not, and whatever they are
 * called. Neither does a first phase of an aggregate change what the second holds: whether there is
 * one depends on the parallelism.
 */
final class Signatures {
  private static final int DIGITS = 16;

  /** A name, or a text in quotes, which may look like one. */
  private static final Pattern WORD = Pattern.compile("'(?:[^']|'')*'|[\\p{L}_$][\\p{L}\\p{N}_$]*");

  private final IdentityHashMap<PlanNode, Stream> streams = new IdentityHashMap<>();
  private final IdentityHashMap<PlanNode, String> signatures = new IdentityHashMap<>();
  private final Map<String, Integer> tables = new HashMap<>();

  /**
   * @param origin where the rows come from
   * @param columns what each column is
   */
  private record Stream(String origin, List<String> columns) {}

  /** The signature of a step; those of its inputs are made first. */
  String of(PlanNode node) {
    stream(node);
    return signatures.get(node);
  }

  private Stream stream(PlanNode node) {
    Stream known = streams.get(node);
    if (known != null) {
      return known;
    }
    Stream made;
    if (node instanceof SourceNode source) {
      made = source(source);
    } else if (node instanceof CalcNode calc) {
      made = calc(calc);
    } else if (node instanceof OperatorNode operator) {
      made = step(operator.inOnePhase());
    } else {
      made = step(node);
    }
    streams.put(node, made);
    signatures.putIfAbsent(node, hash(made.origin, String.join("\n", made.columns)));
    return made;
  }

  private Stream source(SourceNode source) {
    String table = hash("table", source.table(), source.source().identity());
    String origin = table + '#' + tables.merge(table, 1, Integer::sum);
    signatures.put(source, origin);
    List<String> columns = new ArrayList<>();
    List<String> names = source.properties().schema().names();
    for (int i = 0; i < names.size(); i++) {
      boolean isComputed = i < source.columns().size();
      columns.add(origin + '.' + (isComputed ? source.columns().get(i) : names.get(i)));
    }
    return new Stream(origin, columns);
  }

  private Stream calc(CalcNode calc) {
    Stream input = stream(calc.input());
    String origin =
        calc.condition()
            .map(condition -> hash(input.origin, "condition", describe(condition, input)))
            .orElse(input.origin);
    List<String> columns = new ArrayList<>();
    for (Expression projection : calc.projections()) {
      columns.add(
          projection instanceof ColumnReference column
              ? input.columns.get(column.index())
              : hash("expression", describe(projection, input)));
    }
    return new Stream(origin, columns);
  }

  private static String describe(Expression expression, Stream input) {
    Map<String, String> meanings = new LinkedHashMap<>();
    collect(expression, input, meanings);
    return replace(expression.toString(), meanings);
  }

  private static void collect(Expression expression, Stream input, Map<String, String> meanings) {
    if (expression instanceof ColumnReference column) {
      meanings.merge(column.name(), input.columns.get(column.index()), Signatures::both);
    }
    expression.operands().forEach(operand -> collect(operand, input, meanings));
  }

  private Stream step(PlanNode node) {
    List<String> parts = new ArrayList<>();
    parts.add(node.name());
    Map<String, String> meanings = new LinkedHashMap<>();
    for (PlanNode input : node.inputs()) {
      Stream stream = stream(input);
      parts.add(stream.origin);
      parts.add(String.join("\n", stream.columns));
      Schema schema = input.properties().schema();
      for (int i = 0; i < schema.size(); i++) {
        meanings.merge(schema.name(i), stream.columns.get(i), Signatures::both);
      }
    }
    Schema schema = node.properties().schema();
    for (int i = 0; i < schema.size(); i++) {
      meanings.putIfAbsent(schema.name(i), "out." + i);
    }
    for (PlanNode.Attribute attribute : node.attributes()) {
      parts.add(attribute.name());
      parts.add(replace(attribute.value(), meanings));
    }
    String signature = hash(parts.toArray(String[]::new));
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      columns.add(signature + '.' + i);
    }
    return new Stream(signature, columns);
  }

  /** What a name means that several columns have. */
  private static String both(String one, String other) {
    return one.equals(other) ? one : one + '|' + other;
  }

  /** A text with meanings instead of names, outside of quotes. */
  private static String replace(String text, Map<String, String> meanings) {
    Matcher words = WORD.matcher(text);
    return words.replaceAll(
        word ->
            Matcher.quoteReplacement(
                meanings.containsKey(word.group())
                    ? '{' + meanings.get(word.group()) + '}'
                    : word.group()));
  }

  /** A hash of parts, each with its length, so that no two lists of parts make the same text. */
  private static String hash(String... parts) {
    StringBuilder text = new StringBuilder();
    for (String part : parts) {
      text.append(part.length()).append(':').append(part);
    }
    return OperatorIds.hash(text.toString()).substring(0, DIGITS);
  }
}
