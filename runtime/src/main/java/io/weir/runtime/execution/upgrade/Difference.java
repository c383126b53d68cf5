package io.weir.runtime.execution.upgrade;

import io.weir.runtime.execution.graph.PlanOperator;
import io.weir.runtime.plan.PlanNode.Attribute;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says in what two steps, or what they read, differ. */
final class Difference {
  private final Map<String, PlanOperator> before = new LinkedHashMap<>();
  private final Map<String, PlanOperator> now = new LinkedHashMap<>();

  Difference(List<PlanOperator> before, List<PlanOperator> now) {
    before.forEach(operator -> this.before.put(operator.id(), operator));
    now.forEach(operator -> this.now.put(operator.id(), operator));
  }

  /** Why the state of {@code old} does not do for {@code step}. */
  String of(PlanOperator old, PlanOperator step) {
    if (!old.name().equals(step.name())) {
      return "it was " + old.title();
    }
    Optional<String> own = own(old, step);
    if (own.isPresent()) {
      return own.get();
    }
    return above(old, step).map(text -> "what it reads has changed: " + text).orElse("");
  }

  private static Optional<String> own(PlanOperator old, PlanOperator step) {
    for (Attribute attribute : step.attributes()) {
      String was = old.attribute(attribute.name());
      if (!was.equals(attribute.value())) {
        return Optional.of(change(attribute.name(), was, attribute.value()));
      }
    }
    for (Attribute attribute : old.attributes()) {
      if (step.attribute(attribute.name()).isEmpty() && !attribute.value().isEmpty()) {
        return Optional.of(change(attribute.name(), attribute.value(), ""));
      }
    }
    return Optional.empty();
  }

  private static String change(String what, String was, String is) {
    return what + " was " + shown(was) + " and is " + shown(is);
  }

  private static String shown(String value) {
    return value.isEmpty() ? "absent" : value;
  }

  private Optional<String> above(PlanOperator old, PlanOperator step) {
    if (old.inputs().size() != step.inputs().size()) {
      return Optional.of(
          step.title()
              + " read "
              + old.inputs().size()
              + " streams and reads "
              + step.inputs().size());
    }
    for (int input = 0; input < step.inputs().size(); input++) {
      PlanOperator was = before.get(old.inputs().get(input));
      PlanOperator is = now.get(step.inputs().get(input));
      if (was.signature().equals(is.signature())) {
        continue;
      }
      if (!was.name().equals(is.name())) {
        return Optional.of("it was " + described(was) + " and is " + described(is));
      }
      Optional<String> change = own(was, is);
      return change.isPresent()
          ? change.map(text -> is.title() + " " + text)
          : above(was, is).or(() -> columns(was, is));
    }
    return columns(old, step);
  }

  private static Optional<String> columns(PlanOperator old, PlanOperator step) {
    return old.columns().equals(step.columns())
        ? Optional.of("the expressions or tables behind its columns")
        : Optional.of(
            change("the columns of " + step.title(), "" + old.columns(), "" + step.columns()));
  }

  private static String described(PlanOperator operator) {
    String condition = operator.attribute("condition");
    return condition.isEmpty() ? operator.title() : operator.title() + " " + condition;
  }
}
