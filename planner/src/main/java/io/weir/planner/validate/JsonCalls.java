package io.weir.planner.validate;

import io.weir.planner.body.TypeSpec;
import io.weir.planner.error.PlanningException;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlJsonConstructorNullClause;
import org.apache.calcite.sql.SqlJsonEmptyOrError;
import org.apache.calcite.sql.SqlJsonValueEmptyOrErrorBehavior;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;

/**
 * The arguments of JSON functions: what the parser makes of their clauses, in the order that {@code
 * io.weir.runtime.function.json.JsonFunctions} describes, with keywords as strings.
 */
final class JsonCalls {
  private static final Set<String> NAMES =
      Set.of("JSON_EXISTS", "JSON_VALUE", "JSON_QUERY", "JSON_OBJECT", "JSON_ARRAY");

  private final SqlCall call;
  private final UnaryOperator<SqlNode> bind;
  private final List<SqlNode> arguments = new ArrayList<>();

  private JsonCalls(SqlCall call, UnaryOperator<SqlNode> bind) {
    this.call = call;
    this.bind = bind;
  }

  /** Whether a function's arguments are read here. */
  static boolean reads(String name) {
    return NAMES.contains(name);
  }

  /**
   * The arguments of a call.
   *
   * @param bind what is done to expressions among them
   */
  static List<SqlNode> arguments(SqlCall call, UnaryOperator<SqlNode> bind) {
    JsonCalls calls = new JsonCalls(call, bind);
    switch (call.getOperator().getName()) {
      case "JSON_EXISTS" -> calls.exists();
      case "JSON_VALUE" -> calls.value();
      case "JSON_QUERY" -> calls.query();
      case "JSON_OBJECT" -> calls.constructor(2);
      default -> calls.constructor(1);
    }
    return calls.arguments;
  }

  private SqlNode string(String text) {
    return SqlLiteral.createCharString(text, call.getParserPosition());
  }

  private void documentAndPath() {
    arguments.add(bind.apply(call.operand(0)));
    arguments.add(bind.apply(call.operand(1)));
  }

  private void exists() {
    documentAndPath();
    if (call.operandCount() > 2) {
      arguments.add(keyword(call.operand(2)));
    }
  }

  /** A keyword as a string, with blanks between words. */
  private SqlNode keyword(SqlNode symbol) {
    return string(name(symbol).replace('_', ' '));
  }

  private static String name(SqlNode symbol) {
    return ((Enum<?>) ((SqlLiteral) symbol).getValue()).name();
  }

  /** Behind document and path: {@code [RETURNING, type]} and behaviours that end in an event. */
  private void value() {
    documentAndPath();
    List<SqlNode> operands = call.getOperandList();
    int next = 2;
    String type = "STRING";
    if (operands.size() > 3 && operands.get(3) instanceof SqlDataTypeSpec returning) {
      type = returning.getTypeName().toString();
      next = 4;
    }
    SqlNode[] behaviours = {string("NULL"), string(""), string("NULL"), string("")};
    while (next < operands.size()) {
      SqlLiteral behaviour = (SqlLiteral) operands.get(next++);
      SqlNode otherwise = string("");
      if (behaviour.getValue() == SqlJsonValueEmptyOrErrorBehavior.DEFAULT) {
        otherwise = bind.apply(operands.get(next++));
      }
      SqlLiteral event = (SqlLiteral) operands.get(next++);
      int at = event.getValue() == SqlJsonEmptyOrError.EMPTY ? 0 : 2;
      behaviours[at] = keyword(behaviour);
      behaviours[at + 1] = otherwise;
    }
    arguments.add(string(type));
    arguments.addAll(List.of(behaviours));
  }

  private void query() {
    documentAndPath();
    List<SqlNode> operands = call.getOperandList();
    String wrapper = operands.get(2) == null ? "WITHOUT_ARRAY" : name(operands.get(2));
    boolean isConditional = wrapper.contains("CONDITIONAL") && !wrapper.contains("UNCONDITIONAL");
    arguments.add(
        string(
            isConditional
                ? "CONDITIONAL"
                : wrapper.contains("UNCONDITIONAL") ? "UNCONDITIONAL" : "WITHOUT"));
    arguments.add(operands.get(3) == null ? string("NULL") : keyword(operands.get(3)));
    arguments.add(operands.get(4) == null ? string("NULL") : keyword(operands.get(4)));
    if (operands.size() > 5 && operands.get(5) instanceof SqlDataTypeSpec returning) {
      arguments.add(string(queryType(returning)));
    }
  }

  /** What JSON_QUERY returns: STRING or ARRAY&lt;STRING&gt;. */
  private static String queryType(SqlDataTypeSpec returning) {
    if (returning.getTypeNameSpec() instanceof TypeSpec spec) {
      LogicalType type = spec.type();
      boolean isArray = type.kind() == TypeKind.ARRAY;
      LogicalType text = isArray ? type.fields().get(0).type() : type;
      if (text.kind() == TypeKind.VARCHAR) {
        return isArray ? "ARRAY<STRING>" : "STRING";
      }
    }
    throw new PlanningException(
        returning.getParserPosition(),
        "JSON_QUERY returns STRING or ARRAY<STRING>",
        "CAST the value of the call to another type");
  }

  /**
   * The options, and then keys and values.
   *
   * @param step 2 if there are keys, else 1
   */
  private void constructor(int step) {
    List<SqlNode> operands = call.getOperandList();
    SqlJsonConstructorNullClause clause =
        operands.get(0) == null
            ? step == 2
                ? SqlJsonConstructorNullClause.NULL_ON_NULL
                : SqlJsonConstructorNullClause.ABSENT_ON_NULL
            : ((SqlLiteral) operands.get(0)).getValueAs(SqlJsonConstructorNullClause.class);
    StringBuilder options =
        new StringBuilder(clause == SqlJsonConstructorNullClause.NULL_ON_NULL ? "NULL" : "ABSENT");
    List<SqlNode> values = operands.subList(1, operands.size());
    for (int i = step - 1; i < values.size(); i += step) {
      if (isJson(values.get(i))) {
        options.append(' ').append(i / step);
      }
    }
    arguments.add(string(options.toString()));
    values.forEach(value -> arguments.add(bind.apply(value)));
  }

  /** Whether an expression's value goes into a document as it is rather than as a string. */
  private static boolean isJson(SqlNode value) {
    return value instanceof SqlCall made
        && Set.of("JSON", "JSON_OBJECT", "JSON_ARRAY").contains(made.getOperator().getName());
  }
}
