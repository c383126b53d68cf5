package io.weir.planner.catalog;

import io.weir.parser.statement.ExpressionText;
import io.weir.parser.statement.SqlQuoting;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A function that is an expression over its parameters.
 *
 * @param returns the type of its value
 * @param body the expression
 * @param lookup where unqualified names in the expression are looked up
 */
public record SqlFunction(
    ObjectPath path,
    boolean isTemporary,
    boolean isSystem,
    Schema parameters,
    LogicalType returns,
    ExpressionText body,
    CatalogView.Home lookup)
    implements CatalogFunction {
  @Override
  public Optional<CatalogView.Home> home() {
    return Optional.of(lookup);
  }

  /** How it is called, for users. */
  public String signature() {
    return path.name()
        + parameters.fields().stream()
            .map(field -> field.name() + " " + field.type())
            .collect(Collectors.joining(", ", "(", ")"))
        + " RETURNS "
        + returns;
  }

  @Override
  public String toDdl() {
    return "CREATE "
        + (isSystem ? "TEMPORARY SYSTEM " : isTemporary ? "TEMPORARY " : "")
        + "FUNCTION "
        + (isSystem ? SqlQuoting.name(path.name()) : path.toSql())
        + parameters.fields().stream()
            .map(field -> SqlQuoting.name(field.name()) + " " + field.type())
            .collect(Collectors.joining(", ", "(", ")"))
        + " RETURNS "
        + returns
        + " RETURN "
        + body.text();
  }
}
