package io.weir.planner.validate;

import io.weir.planner.catalog.StateCatalog;
import io.weir.planner.catalog.StateCatalog.Part;
import io.weir.planner.catalog.StateCatalog.StateReference;
import io.weir.planner.catalog.StateCatalog.StateTable;
import io.weir.planner.catalog.StateCatalog.UnknownState;
import io.weir.planner.error.PlanningException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Calls of {@code STATE('job', 'operator' [, 'table'])} in FROM: each becomes the name of a table
 * that this statement alone has. {@code AS OF CHECKPOINT n} behind it comes as the argument {@code
 * CHECKPOINT => n}.
 */
public final class StateCalls {
  /** Where the tables of a statement are, beside the catalogs. */
  public static final String SCHEMA = "state of jobs";

  private static final String USAGE =
      "write STATE('job', 'operator') or STATE('job', 'operator', 'table'), and AS OF CHECKPOINT n"
          + " behind it for an older one; SHOW OPERATORS FOR JOB 'job' lists what there is";

  private final StateCatalog states;
  private final Places places;
  private final Map<String, StateTable> tables = new LinkedHashMap<>();

  /** The calls of one statement. */
  public StateCalls(StateCatalog states, Places places) {
    this.states = states;
    this.places = places;
  }

  /** The tables that have been asked for, by name. */
  public Map<String, StateTable> tables() {
    return tables;
  }

  /** What stands in the place of a call, if it is one of STATE. */
  Optional<SqlNode> bind(SqlCall call) {
    return call.getOperator().getName().equalsIgnoreCase(StateCatalog.FUNCTION)
        ? Optional.of(table(call))
        : Optional.empty();
  }

  private SqlNode table(SqlCall call) {
    Map<Part, SqlLiteral> arguments = arguments(call);
    StateReference reference =
        new StateReference(
            text(arguments.get(Part.JOB)),
            text(arguments.get(Part.OPERATOR)),
            Optional.ofNullable(arguments.get(Part.TABLE)).map(StateCalls::text),
            Optional.ofNullable(arguments.get(Part.CHECKPOINT))
                .map(number -> OptionalLong.of(number.longValue(true)))
                .orElse(OptionalLong.empty()));
    String name = name(reference);
    if (!tables.containsKey(name)) {
      try {
        tables.put(name, states.find(reference));
      } catch (UnknownState unknown) {
        SqlNode place = arguments.getOrDefault(unknown.part(), arguments.get(Part.OPERATOR));
        throw new PlanningException(
            place.getParserPosition(), unknown.getMessage(), unknown.hint());
      }
    }
    SqlIdentifier id = new SqlIdentifier(List.of(SCHEMA, name), call.getParserPosition());
    places.addTable(id);
    return id;
  }

  private static Map<Part, SqlLiteral> arguments(SqlCall call) {
    List<Part> inOrder = new ArrayList<>(List.of(Part.JOB, Part.OPERATOR, Part.TABLE));
    Map<Part, SqlLiteral> arguments = new EnumMap<>(Part.class);
    for (SqlNode argument : call.getOperandList()) {
      boolean isNamed = argument.getKind() == SqlKind.ARGUMENT_ASSIGNMENT;
      SqlNode value = isNamed ? ((SqlCall) argument).operand(0) : argument;
      if (!isNamed && inOrder.isEmpty()) {
        throw new PlanningException(
            argument.getParserPosition(), "STATE does not take this argument", USAGE);
      }
      Part part = isNamed ? part(((SqlCall) argument).operand(1)) : inOrder.remove(0);
      if (arguments.put(part, literal(part, value)) != null) {
        throw new PlanningException(
            argument.getParserPosition(), "STATE has this argument twice", USAGE);
      }
    }
    if (!arguments.containsKey(Part.JOB) || !arguments.containsKey(Part.OPERATOR)) {
      throw new PlanningException(
          QueryBinder.namePosition(call), "STATE needs a job and an operator", USAGE);
    }
    return arguments;
  }

  private static Part part(SqlIdentifier name) {
    String upper = name.getSimple().toUpperCase(Locale.ROOT);
    for (Part part : Part.values()) {
      if (part.name().equals(upper)) {
        return part;
      }
    }
    throw new PlanningException(
        name.getParserPosition(), "STATE has no parameter " + name.getSimple(), USAGE);
  }

  private static SqlLiteral literal(Part part, SqlNode value) {
    boolean isNumber = part == Part.CHECKPOINT;
    if (value instanceof SqlLiteral literal
        && literal.getValue() != null
        && (isNumber ? isCheckpoint(literal) : literal.getTypeName() == SqlTypeName.CHAR)) {
      return literal;
    }
    throw new PlanningException(
        value.getParserPosition(),
        isNumber
            ? "a checkpoint is named by its number"
            : "the "
                + part.name().toLowerCase(Locale.ROOT)
                + " of STATE is named by a string literal",
        isNumber ? "SHOW CHECKPOINTS FOR JOB 'job' lists them" : USAGE);
  }

  private static boolean isCheckpoint(SqlLiteral literal) {
    return literal.getTypeName() == SqlTypeName.DECIMAL
        && literal.getValueAs(BigDecimal.class).scale() <= 0
        && literal.getValueAs(BigDecimal.class).precision() <= 18
        && literal.getValueAs(BigDecimal.class).signum() >= 0;
  }

  private static String text(SqlLiteral literal) {
    return literal.getValueAs(String.class);
  }

  private static String name(StateReference reference) {
    String table = reference.table().map(name -> ", '" + name + "'").orElse("");
    String checkpoint =
        reference.checkpoint().isPresent()
            ? " AS OF CHECKPOINT " + reference.checkpoint().getAsLong()
            : "";
    return "STATE('"
        + reference.job()
        + "', '"
        + reference.operator()
        + "'"
        + table
        + ")"
        + checkpoint;
  }
}
