package io.weir.planner.validate;

import io.weir.planner.error.PlanningException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlMatchRecognize;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Refuses patterns that cannot be searched for, with the place. */
final class MatchPatterns {
  /** The most rows that a quantifier can ask for. */
  private static final int MOST_ROWS = 10_000;

  private static final int MOST_VARIABLES = 63;

  /** A variable with how many rows it takes; the most is negative for any number. */
  private record Part(SqlIdentifier name, int least, int most, boolean isReluctant, SqlNode node) {
    /** Whether it takes any number of rows, none too, or one or none. */
    boolean isFree() {
      return least == 0 && most <= 1;
    }

    boolean isGreedy() {
      return !isReluctant && least != most && !(least == 0 && most == 1);
    }
  }

  private final List<Part> parts = new ArrayList<>();

  private MatchPatterns() {}

  /** The names of the variables of a pattern, in order. */
  static List<String> check(SqlMatchRecognize match) {
    boolean isAnchored =
        match.getStrictStart().booleanValue() || match.getStrictEnd().booleanValue();
    if (isAnchored) {
      throw new PlanningException(
          match.getPattern().getParserPosition(),
          "the anchors ^ and $ in a pattern are not supported",
          "leave them out: rows of a stream have neither beginning nor end");
    }
    MatchPatterns patterns = new MatchPatterns();
    patterns.add(match.getPattern());
    Map<String, Part> byName = new LinkedHashMap<>();
    for (Part part : patterns.parts) {
      if (byName.putIfAbsent(part.name().getSimple(), part) != null) {
        throw new PlanningException(
            part.name().getParserPosition(),
            "the pattern variable " + part.name().getSimple() + " stands twice in the pattern",
            "give the second one another name, and DEFINE it by the same condition");
      }
    }
    checkWhole(patterns.parts, match.getPattern().getParserPosition());
    checkSkip(match.getAfter(), byName, patterns.parts);
    return List.copyOf(byName.keySet());
  }

  private void add(SqlNode node) {
    if (node instanceof SqlIdentifier name) {
      parts.add(new Part(name, 1, 1, false, node));
      return;
    }
    SqlCall call = (SqlCall) node;
    switch (call.getKind()) {
      case PATTERN_CONCAT -> call.getOperandList().forEach(this::add);
      case PATTERN_QUANTIFIER -> parts.add(quantified(call));
      case PATTERN_ALTER ->
          throw new PlanningException(
              place(call),
              "alternatives in a pattern are not supported",
              "search for each of them by a MATCH_RECOGNIZE of its own, or join the conditions of"
                  + " single variables by OR");
      case PATTERN_PERMUTE ->
          throw new PlanningException(
              place(call),
              "PERMUTE in a pattern is not supported",
              "write the orders that are wanted in a MATCH_RECOGNIZE each");
      case PATTERN_EXCLUDED ->
          throw new PlanningException(
              place(call),
              "{- … -} in a pattern is not supported",
              "leave the braces out: a match makes one row, of MEASURES");
      default ->
          throw new PlanningException(
              place(call), call.getOperator().getName() + " in a pattern is not supported", null);
    }
  }

  private static Part quantified(SqlCall call) {
    if (!(call.operand(0) instanceof SqlIdentifier name)) {
      throw new PlanningException(
          place(call),
          "a quantifier of several variables is not supported",
          "quantify single variables");
    }
    int least = number(call.operand(1));
    int most = number(call.operand(2));
    boolean isReluctant = ((SqlLiteral) call.operand(3)).booleanValue();
    Part part = new Part(name, Math.max(0, least), most, isReluctant, call);
    if (most == 0 || most > 0 && most < part.least()) {
      throw new PlanningException(
          place(call),
          "the variable "
              + name.getSimple()
              + " takes from "
              + part.least()
              + " to "
              + most
              + " rows",
          "write the fewest before the most, which is at least 1");
    }
    if (part.least() == 0 && most == 1 && isReluctant) {
      throw new PlanningException(
          place(call), "the reluctant quantifier ?? is not supported", "write ?, or two patterns");
    }
    return part;
  }

  private static int number(SqlNode node) {
    long number = ((SqlLiteral) node).bigDecimalValue().longValue();
    if (number > MOST_ROWS) {
      throw new PlanningException(
          node.getParserPosition(),
          "a quantifier asks for at most " + MOST_ROWS + " rows",
          "write +, and compare COUNT(A.x) in DEFINE");
    }
    return (int) number;
  }

  private static void checkWhole(List<Part> parts, SqlParserPos position) {
    if (parts.size() > MOST_VARIABLES) {
      throw new PlanningException(
          position, "a pattern has at most " + MOST_VARIABLES + " variables", null);
    }
    if (parts.stream().allMatch(part -> part.least() == 0)) {
      throw new PlanningException(
          position,
          "the pattern matches no rows at all, which would be everywhere",
          "let one variable take at least one row: A+, not A*");
    }
    for (int i = 1; i < parts.size(); i++) {
      Part before = parts.get(i - 1);
      if (before.isGreedy() && parts.get(i).isFree()) {
        throw new PlanningException(
            place(parts.get(i).node()),
            "the optional variable "
                + parts.get(i).name().getSimple()
                + " behind the greedy "
                + before.name().getSimple()
                + " is not supported",
            "make the first reluctant with a ?, or let the second take at least one row");
      }
    }
    Part last = parts.get(parts.size() - 1);
    if (last.isGreedy()) {
      String name = last.name().getSimple();
      throw new PlanningException(
          place(last.node()),
          "a pattern cannot end with a greedy quantifier: the last row of "
              + name
              + " is known when another comes",
          "add a variable behind " + name + " that is DEFINEd by the opposite condition, or a ?");
    }
  }

  private static void checkSkip(SqlNode after, Map<String, Part> byName, List<Part> parts) {
    if (!(after instanceof SqlCall skip)) {
      return;
    }
    SqlIdentifier target = skip.operand(0);
    Part part = byName.get(target.getSimple());
    if (part == null) {
      throw new PlanningException(
          target.getParserPosition(),
          "the pattern has no variable " + target.getSimple() + " to skip to",
          "its variables are " + String.join(", ", byName.keySet()));
    }
    boolean isFirstRow =
        part == parts.get(0)
            && part.least() > 0
            && (skip.getKind() == SqlKind.SKIP_TO_FIRST || part.most() == 1);
    if (isFirstRow) {
      throw new PlanningException(
          target.getParserPosition(),
          "the search would go on with the first row of the match, and find it again for ever",
          "skip to a variable behind " + target.getSimple() + ", PAST LAST ROW or TO NEXT ROW");
    }
  }

  private static SqlParserPos place(SqlNode node) {
    return node.getParserPosition();
  }
}
