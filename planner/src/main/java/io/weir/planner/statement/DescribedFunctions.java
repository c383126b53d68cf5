package io.weir.planner.statement;

import io.weir.parser.statement.Describe;
import io.weir.planner.PlanException;
import io.weir.planner.Planned;
import io.weir.planner.catalog.CatalogFunction;
import io.weir.planner.catalog.ClassFunction;
import io.weir.planner.catalog.SqlFunction;
import io.weir.planner.function.FunctionScope;
import io.weir.runtime.function.Determinism;
import io.weir.runtime.function.FunctionDoc;
import io.weir.runtime.function.FunctionRegistry;
import io.weir.runtime.function.ScalarFunction;
import io.weir.runtime.function.SpecialForm;
import io.weir.runtime.function.SpecialForms;
import io.weir.runtime.function.table.TableFunction;
import io.weir.runtime.function.table.TableFunctions;
import io.weir.runtime.function.user.UserFunctionException;
import io.weir.runtime.function.user.UserFunctionKind;
import io.weir.runtime.operator.aggregate.AggregateFunction;
import io.weir.runtime.operator.aggregate.AggregateFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of DESCRIBE FUNCTION. */
final class DescribedFunctions {
  private final List<List<String>> rows = new ArrayList<>();

  private DescribedFunctions() {}

  private DescribedFunctions row(String name, String value) {
    rows.add(List.of(name, value));
    return this;
  }

  private Planned rows() {
    return new Planned.Rows(List.of("info name", "info value"), rows, List.of());
  }

  /** A function of the dialect. */
  static Optional<Planned> of(String name, boolean isExtended) {
    DescribedFunctions described = new DescribedFunctions();
    Optional<ScalarFunction> scalar = FunctionRegistry.standard().lookup(name);
    Optional<AggregateFunction> aggregate = AggregateFunctions.find(name);
    Optional<TableFunction> table = TableFunctions.lookup(name);
    Optional<SpecialForm> form = SpecialForms.find(name);
    if (scalar.isPresent()) {
      ScalarFunction function = scalar.get();
      described.documented("scalar function", function.signatures(), function.doc());
      if (isExtended) {
        described.determinism(function.determinism());
      }
    } else if (aggregate.isPresent()) {
      AggregateFunction function = aggregate.get();
      described
          .row("kind", "aggregate function")
          .row("usage", function.signature())
          .row("description", function.description());
    } else if (table.isPresent()) {
      TableFunction function = table.get();
      described.documented("table function", function.signatures(), function.doc());
      if (isExtended) {
        described.determinism(function.determinism());
      }
    } else if (form.isPresent()) {
      described.documented("built-in form", form.get().signatures(), form.get().doc());
    } else {
      return Optional.empty();
    }
    return Optional.of(described.rows());
  }

  private void documented(String kind, List<String> signatures, FunctionDoc doc) {
    row("kind", kind);
    signatures.forEach(signature -> row("usage", signature));
    row("description", doc.text());
    row("example", doc.example());
    row("gives", doc.result());
  }

  private void determinism(Determinism determinism) {
    row(
        "deterministic",
        switch (determinism) {
          case DETERMINISTIC -> "yes";
          case PER_BATCH -> "no: depends on the time";
          case PER_ROW -> "no: differs from row to row";
        });
  }

  /** A function of a user. */
  static Planned of(CatalogFunction function, Session session, Describe statement) {
    DescribedFunctions described = new DescribedFunctions();
    if (function instanceof SqlFunction sql) {
      described
          .row("kind", "SQL function")
          .row("usage", sql.signature())
          .row("description", "RETURN " + sql.body().text());
    } else {
      described.implemented((ClassFunction) function, session, statement);
    }
    if (statement.extended()) {
      described
          .row("temporary", function.isTemporary() ? "yes" : "no")
          .row("name", function.isSystem() ? function.path().name() : function.path().toSql());
    }
    return described.rows();
  }

  private void implemented(ClassFunction function, Session session, Describe statement) {
    UserFunctionKind kind;
    try {
      kind = FunctionScope.load(function, session.functions(), session.settings().timeZone());
    } catch (UserFunctionException fault) {
      throw new PlanException(fault.getMessage(), statement.name().span(), fault.hint());
    }
    row("kind", kind.describe());
    kind.signatures().forEach(signature -> row("usage", signature));
    row("class", function.className());
    if (statement.extended()) {
      for (int i = 0; i < function.jars().size(); i++) {
        row("jar", function.jars().get(i));
        row("jar sha256", function.hashes().get(i));
      }
      if (kind instanceof UserFunctionKind.Scalar scalar) {
        determinism(scalar.function().determinism());
      }
    }
  }
}
