package io.weir.runtime.operator.script;

import io.weir.runtime.plan.OperatorNode;
import io.weir.runtime.plan.PlanNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A script: lines of a header ({@code key: value}), then steps.
 *
 * <pre>
 * # Rows of one window are counted by key.
 * operator: window-aggregate
 * input: k BIGINT, ts TIMESTAMP(3)
 * window: TUMBLE(ts, 10 s)
 * by: k
 * select: COUNT(*) AS n
 *
 * rows
 *   1 | 00:00:01
 *   1 | 00:00:02 @ 00:00:01.500
 * watermark 00:00:10
 * barrier
 * expect
 *   1 | 2 | 1970-01-01 00:00:00 | 1970-01-01 00:00:10
 * late 0
 * end
 * </pre>
 *
 * {@code time 00:00:10} sets the wall clock, by which state with a {@code ttl:} expires.
 *
 * <p>An operator of two inputs has {@code left:} and {@code right:} instead of {@code input:}, and
 * steps say which: {@code rows left}, {@code watermark right 00:00:10}; {@code end} alone ends
 * both.
 *
 * @param nodes the chain of operators
 * @param steps what happens
 * @param isOrdered whether the order of the emitted rows is part of the expectation
 */
record Script(List<OperatorNode> nodes, List<ScriptStep> steps, boolean isOrdered) {
  /** Reads a script. */
  static Script parse(List<String> lines) {
    Map<String, String> header = new LinkedHashMap<>();
    List<ScriptStep> steps = new ArrayList<>();
    int at = 0;
    while (at < lines.size()) {
      String line = lines.get(at++).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      List<String> block = new ArrayList<>();
      while (at < lines.size() && lines.get(at).startsWith("  ")) {
        block.add(lines.get(at++).strip());
      }
      int colon = line.indexOf(": ");
      if (steps.isEmpty() && colon > 0 && !line.startsWith("fails")) {
        header.put(line.substring(0, colon), line.substring(colon + 2).strip());
      } else {
        steps.addAll(steps(line, block, header.containsKey("right")));
      }
    }
    List<OperatorNode> nodes = ScriptNodes.parse(header);
    return new Script(nodes, steps, header.get("operator").endsWith("sort"));
  }

  private static List<ScriptStep> steps(String line, List<String> block, boolean hasTwoInputs) {
    if (line.equals("end") && hasTwoInputs) {
      return List.of(new ScriptStep.End(0), new ScriptStep.End(1));
    }
    boolean isRight = line.contains(" right");
    String alone = isRight ? line.replace(" right", "") : line.replace(" left", "");
    return List.of(step(alone, isRight ? 1 : 0, block));
  }

  private static ScriptStep step(String line, int input, List<String> block) {
    String[] words = line.split(" ");
    return switch (words[0]) {
      case "rows" -> new ScriptStep.Rows(input, block.stream().map(ScriptRow::parse).toList());
      case "watermark" ->
          new ScriptStep.Rise(
              input,
              Math.floorDiv(ScriptValues.micros(line.substring(words[0].length() + 1)), 1000));
      case "time" ->
          new ScriptStep.Time(
              Math.floorDiv(ScriptValues.micros(line.substring(words[0].length() + 1)), 1000));
      case "barrier" -> new ScriptStep.Barrier();
      case "crash" -> new ScriptStep.Crash();
      case "end" -> new ScriptStep.End(input);
      case "expect" -> new ScriptStep.Expect(block);
      case "late" ->
          new ScriptStep.Late(
              Long.parseLong(words[1]), words.length > 2 ? Long.parseLong(words[2]) : 0);
      case "fails:" -> new ScriptStep.Fails(line.substring(7));
      default -> throw new IllegalArgumentException("not a step: " + line);
    };
  }

  /** What arrives at the first operator. */
  List<PlanNode> inputs() {
    return nodes.get(0).inputs();
  }

  /** The operator whose output is compared. */
  OperatorNode last() {
    return nodes.get(nodes.size() - 1);
  }
}
