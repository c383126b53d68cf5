package io.weir.planner.validate;

import io.weir.planner.error.PlanningException;
import io.weir.runtime.function.table.TableFunctions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Brings calls of window table functions into one form: positional, checked. */
final class WindowCalls {
  private WindowCalls() {}

  /**
   * @param call of a table function
   * @param bindTable binds the query that is its first argument
   */
  static SqlNode bind(SqlCall call, UnaryOperator<SqlNode> bindTable) {
    String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
    WindowFunction function =
        call.getOperator() instanceof WindowFunction made
            ? made
            : WindowFunction.ALL.stream()
                .filter(candidate -> candidate.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(call, name));
    List<SqlNode> arguments = positional(call, function);
    List<SqlNode> keys = List.of();
    if (function.isLike(WindowFunction.SESSION)) {
      if (arguments.size() > 3) {
        throw misuse(arguments.get(3), function, "SESSION does not take this argument");
      }
      keys = partitionKeys(arguments);
    }
    arguments.set(0, bindTable.apply(table(arguments.get(0), function)));
    arguments.set(1, descriptor(arguments.get(1), function));
    for (SqlNode interval : arguments.subList(2, arguments.size())) {
      checkInterval(interval, function);
    }
    if (!keys.isEmpty()) {
      arguments.add(
          SqlStdOperatorTable.DESCRIPTOR.createCall(keys.get(0).getParserPosition(), keys));
    }
    return function.createCall(call.getParserPosition(), arguments);
  }

  private static PlanningException unknown(SqlCall call, String name) {
    Optional<AbsentFunctions.Reason> absent = AbsentFunctions.find(name);
    if (absent.isPresent()) {
      return new PlanningException(
          QueryBinder.namePosition(call), name + " " + absent.get().why(), absent.get().instead());
    }
    List<String> known = new ArrayList<>();
    WindowFunction.ALL.forEach(function -> known.add(function.getName()));
    TableFunctions.all().forEach(function -> known.add(function.name()));
    String near = ValidationMessages.suggest(name, known);
    boolean isOfColumn =
        call.operandCount() == 1 && call.operand(0).getKind() == SqlKind.IDENTIFIER;
    String temporal =
        isOfColumn
            ? "; for the rows of a table at a time write JOIN t FOR SYSTEM_TIME AS OF "
                + call.operand(0)
                + " ON …"
            : "";
    return new PlanningException(
        QueryBinder.namePosition(call),
        "table function " + name + " does not exist",
        (near != null ? near : "known table functions: " + String.join(", ", known)) + temporal);
  }

  private static List<SqlNode> positional(SqlCall call, WindowFunction function) {
    List<String> names = function.parameters();
    SqlNode[] slots = new SqlNode[names.size()];
    int position = 0;
    for (SqlNode argument : call.getOperandList()) {
      int slot = position++;
      SqlNode value = argument;
      if (argument.getKind() == SqlKind.ARGUMENT_ASSIGNMENT) {
        value = ((SqlCall) argument).operand(0);
        slot = parameter(((SqlCall) argument).operand(1), function);
      }
      if (slot >= slots.length) {
        throw misuse(argument, function, function.getName() + " does not take this argument");
      }
      if (slots[slot] != null) {
        throw misuse(argument, function, names.get(slot) + " is given twice");
      }
      slots[slot] = value;
    }
    for (int i = 0; i < slots.length - 1; i++) {
      if (slots[i] == null) {
        throw misuse(call, function, function.getName() + " needs " + names.get(i));
      }
    }
    boolean hasOffset = slots[slots.length - 1] != null;
    return new ArrayList<>(
        Arrays.asList(slots).subList(0, hasOffset ? slots.length : slots.length - 1));
  }

  private static int parameter(SqlIdentifier name, WindowFunction function) {
    String upper = name.getSimple().toUpperCase(Locale.ROOT);
    int slot = function.parameters().indexOf(upper);
    if (slot < 0) {
      throw misuse(name, function, function.getName() + " has no parameter " + upper);
    }
    return slot;
  }

  /** The PARTITION BY columns of the first argument, in the place of which goes its table. */
  private static List<SqlNode> partitionKeys(List<SqlNode> arguments) {
    if (arguments.get(0).getKind() != SqlKind.SET_SEMANTICS_TABLE) {
      return List.of();
    }
    SqlCall table = (SqlCall) arguments.get(0);
    arguments.set(0, table.operand(0));
    if (table.operandCount() > 2 && !((SqlNodeList) table.operand(2)).isEmpty()) {
      throw misuse(table.operand(2), WindowFunction.SESSION, "SESSION takes no ORDER BY");
    }
    List<SqlNode> keys = ((SqlNodeList) table.operand(1)).getList();
    for (SqlNode key : keys) {
      if (!(key instanceof SqlIdentifier column && column.isSimple())) {
        throw misuse(key, WindowFunction.SESSION, "PARTITION BY of SESSION takes columns");
      }
    }
    return keys;
  }

  private static SqlNode table(SqlNode argument, WindowFunction function) {
    boolean isTable = argument.isA(SqlKind.QUERY) || argument.getKind() == SqlKind.EXPLICIT_TABLE;
    if (argument.getKind() == SqlKind.SET_SEMANTICS_TABLE) {
      throw misuse(argument, function, function.getName() + " takes no PARTITION BY or ORDER BY");
    }
    if (!isTable) {
      throw misuse(argument, function, "the first argument must be a table");
    }
    boolean isPlain =
        argument.getKind() == SqlKind.SELECT || argument.getKind() == SqlKind.EXPLICIT_TABLE;
    return isPlain ? argument : selectAll(argument);
  }

  /** Calcite takes each SELECT in the argument for an input of its own; there must be one. */
  private static SqlNode selectAll(SqlNode query) {
    SqlParserPos position = query.getParserPosition();
    return PlainSelect.of(position, SqlNodeList.of(SqlIdentifier.star(position)), query, null);
  }

  private static SqlNode descriptor(SqlNode argument, WindowFunction function) {
    boolean isDescriptor =
        argument instanceof SqlCall call
            && call.getOperator().getName().equalsIgnoreCase("DESCRIPTOR")
            && call.operandCount() == 1
            && call.operand(0) instanceof SqlIdentifier column
            && column.isSimple();
    if (!isDescriptor) {
      throw misuse(argument, function, "the time column is written as DESCRIPTOR(column)");
    }
    return SqlStdOperatorTable.DESCRIPTOR.createCall(
        argument.getParserPosition(), ((SqlCall) argument).getOperandList());
  }

  private static void checkInterval(SqlNode argument, WindowFunction function) {
    boolean isInterval =
        argument instanceof SqlIntervalLiteral literal
            && !literal.getTypeName().toString().contains("YEAR")
            && !literal.getTypeName().toString().contains("MONTH");
    if (!isInterval || SqlUtil.isNullLiteral(argument, false)) {
      String hint =
          argument instanceof SqlLiteral
              ? "write an interval such as INTERVAL '10' MINUTE; months have no fixed length"
              : "write an interval literal such as INTERVAL '10' MINUTE";
      throw new PlanningException(
          argument.getParserPosition(),
          "the sizes of " + function.getName() + " are intervals of fixed length",
          hint);
    }
  }

  private static PlanningException misuse(SqlNode node, WindowFunction function, String message) {
    String usage =
        switch (function.getName()) {
          case "TUMBLE" -> "TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '10' MINUTE)";
          case "SESSION" -> "SESSION(TABLE t PARTITION BY k, DESCRIPTOR(ts), INTERVAL '10' MINUTE)";
          case "HOP" -> "HOP(TABLE t, DESCRIPTOR(ts), INTERVAL '5' MINUTE, INTERVAL '10' MINUTE)";
          default -> "CUMULATE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' HOUR, INTERVAL '1' DAY)";
        };
    return new PlanningException(node.getParserPosition(), message, "write " + usage);
  }
}
