package io.weir.query.random;

import java.util.ArrayList;
import java.util.List;

/**
 * Two relations side by side.
 *
 * @param kind such as LEFT JOIN
 */
record Joined(String kind, Relation left, Relation right, Expression condition)
    implements Relation {
  @Override
  public List<Expression> columns() {
    List<Expression> columns = new ArrayList<>(left.columns());
    columns.addAll(right.columns());
    return columns;
  }

  @Override
  public String weir() {
    return left.weir() + " " + kind + " " + inner(right.weir()) + " ON " + condition.weir();
  }

  @Override
  public String duck() {
    return left.duck() + " " + kind + " " + inner(right.duck()) + " ON " + condition.duck();
  }

  private String inner(String text) {
    return right instanceof Joined ? "(" + text + ")" : text;
  }

  @Override
  public List<Relation> simpler() {
    List<Relation> simpler = new ArrayList<>();
    left.simpler().forEach(other -> simpler.add(new Joined(kind, other, right, condition)));
    right.simpler().forEach(other -> simpler.add(new Joined(kind, left, other, condition)));
    if (!kind.equals("JOIN")) {
      simpler.add(new Joined("JOIN", left, right, condition));
    }
    return simpler;
  }
}
