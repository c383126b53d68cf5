package io.weir.runtime.expression;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The slow, obvious second implementation: evaluates an expression for one row over Java objects in
 * the form of {@link io.weir.runtime.vector.Values}, argument by argument, in the order in which
 * SQL says. Shares no code with the kernels.
 */
final class RowInterpreter implements Expression.Visitor<Object> {
  private final List<?> row;

  /** An expression has no value for the row. */
  static final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Fault(String message) {
      super(message, null, false, false);
    }
  }

  private RowInterpreter(List<?> row) {
    this.row = row;
  }

  /** The value for a row, or a {@link Fault}. */
  static Object evaluate(Expression expression, List<?> row) {
    return expression.accept(new RowInterpreter(row));
  }

  private Object value(Expression expression) {
    return expression.accept(this);
  }

  @Override
  public Object visitColumn(ColumnReference column) {
    return row.get(column.index());
  }

  @Override
  public Object visitRowWatermark(RowWatermark watermark) {
    throw new AssertionError("a row alone has no watermark");
  }

  @Override
  public Object visitLiteral(Literal literal) {
    return literal.value();
  }

  @Override
  public Object visitAnd(And and) {
    return junction(and.operands(), false);
  }

  @Override
  public Object visitOr(Or or) {
    return junction(or.operands(), true);
  }

  private Object junction(List<Expression> operands, boolean deciding) {
    boolean sawNull = false;
    for (Expression operand : operands) {
      Object value = value(operand);
      if (value == null) {
        sawNull = true;
      } else if ((Boolean) value == deciding) {
        return deciding;
      }
    }
    return sawNull ? null : (Object) !deciding;
  }

  @Override
  public Object visitCase(Case choice) {
    for (Case.Branch branch : choice.branches()) {
      if (Boolean.TRUE.equals(value(branch.condition()))) {
        return value(branch.result());
      }
    }
    return value(choice.otherwise());
  }

  @Override
  public Object visitCoalesce(Coalesce coalesce) {
    for (Expression operand : coalesce.operands()) {
      Object value = value(operand);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  @Override
  public Object visitField(FieldAccess access) {
    List<?> fields = (List<?>) value(access.argument());
    return fields == null ? null : fields.get(access.index());
  }

  @Override
  public Object visitIn(In in) {
    Object value = value(in.argument());
    if (value == null) {
      return null;
    }
    boolean sawNull = false;
    for (Literal candidate : in.candidates()) {
      if (candidate.value() == null) {
        sawNull = true;
      } else if (compare(value, candidate.value()) == 0) {
        return true;
      }
    }
    return sawNull ? null : false;
  }

  @Override
  public Object visitCast(Cast cast) {
    Object value = value(cast.argument());
    try {
      return value == null ? null : cast(value, cast.argument().type(), cast.type());
    } catch (NumberFormatException e) {
      if (cast.isTry()) {
        return null;
      }
      throw new Fault("cast of " + value);
    }
  }

  private static Object cast(Object value, LogicalType from, LogicalType to) {
    return switch (to.kind()) {
      case VARCHAR -> text(value, from);
      case TINYINT ->
          value instanceof String s ? whole(s, 8) : (Object) (long) number(value).byteValue();
      case INT -> value instanceof String s ? whole(s, 32) : (Object) toInt(value);
      case BIGINT -> value instanceof String s ? whole(s, 64) : (Object) number(value).longValue();
      case DOUBLE ->
          value instanceof String s ? (Object) Double.parseDouble(s) : number(value).doubleValue();
      case DECIMAL -> decimal(value, to);
      default -> throw new IllegalArgumentException("cast to " + to);
    };
  }

  private static long toInt(Object value) {
    return value instanceof Double d
        ? (long) (int) (double) d
        : (long) (int) number(value).longValue();
  }

  private static Number number(Object value) {
    return value instanceof Boolean b ? (Number) (b ? 1L : 0L) : (Number) value;
  }

  private static Object whole(String text, int bits) {
    String digits = text.strip().replaceFirst("(?<=\\d)\\.\\d*$", "");
    BigInteger value = new BigInteger(digits);
    if (value.bitLength() >= bits) {
      throw new NumberFormatException(text);
    }
    return value.longValue();
  }

  private static Object decimal(Object value, LogicalType to) {
    if (value instanceof Double d && (d.isNaN() || d.isInfinite())) {
      return null;
    }
    BigDecimal exact =
        value instanceof BigDecimal decimal
            ? decimal
            : value instanceof Double d
                ? BigDecimal.valueOf(d)
                : value instanceof String s
                    ? new BigDecimal(s.strip())
                    : BigDecimal.valueOf(number(value).longValue());
    BigDecimal rounded = fit(exact, to);
    if (rounded == null && value instanceof String) {
      throw new NumberFormatException();
    }
    return rounded;
  }

  private static BigDecimal fit(BigDecimal exact, LogicalType type) {
    BigDecimal rounded = exact.setScale(type.scale(), RoundingMode.HALF_UP);
    return rounded.precision() > type.precision() ? null : rounded;
  }

  private static String text(Object value, LogicalType type) {
    if (value instanceof Boolean b) {
      return b ? "TRUE" : "FALSE";
    }
    if (value instanceof BigDecimal d) {
      return d.toPlainString();
    }
    if (value instanceof List<?> list) {
      boolean isRow = type.kind() == TypeKind.ROW;
      List<String> parts = new ArrayList<>();
      for (int i = 0; i < list.size(); i++) {
        LogicalType part = type.fields().get(isRow ? i : 0).type();
        parts.add(list.get(i) == null ? "NULL" : text(list.get(i), part));
      }
      String joined = String.join(", ", parts);
      return isRow ? "(" + joined + ")" : "[" + joined + "]";
    }
    return value.toString();
  }

  @Override
  public Object visitCall(Call call) {
    List<Object> values = new ArrayList<>();
    for (Expression operand : call.operands()) {
      values.add(value(operand));
    }
    Object first = values.get(0);
    Object second = values.size() > 1 ? values.get(1) : null;
    boolean anyNull = values.contains(null);
    LogicalType type = call.type();
    switch (call.function().name()) {
      case "IS NULL":
        return first == null;
      case "IS NOT NULL":
        return first != null;
      case "IS TRUE":
        return Boolean.TRUE.equals(first);
      case "IS NOT FALSE":
        return !Boolean.FALSE.equals(first);
      case "IS DISTINCT FROM":
        return anyNull ? first != second : compare(first, second) != 0;
      case "NULLIF":
        return !anyNull && compare(first, second) == 0 ? null : first;
      case "ARRAY", "ROW":
        return values;
      case "MAP":
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i += 2) {
          map.put(values.get(i), values.get(i + 1));
        }
        return map;
      default:
        return anyNull ? null : strict(call.function().name(), values, first, second, type);
    }
  }

  private static Object strict(
      String name, List<Object> values, Object first, Object second, LogicalType type) {
    return switch (name) {
      case "NOT" -> !(Boolean) first;
      case "=" -> compare(first, second) == 0;
      case "<>" -> compare(first, second) != 0;
      case "<" -> compare(first, second) < 0;
      case "<=" -> compare(first, second) <= 0;
      case ">" -> compare(first, second) > 0;
      case ">=" -> compare(first, second) >= 0;
      case "||" -> first + (String) second;
      case "CONCAT" -> String.join("", values.stream().map(Object::toString).toList());
      case "CHAR_LENGTH" -> (long) ((String) first).codePointCount(0, ((String) first).length());
      case "SPLIT_INDEX" -> split((String) first, (String) second, (Long) values.get(2));
      case "LIKE" -> like((String) first, (String) second);
      case "CARDINALITY" -> (long) ((List<?>) first).size();
      case "ITEM" -> item((List<?>) first, (Long) second);
      case "GREATEST" -> values.stream().max(RowInterpreter::compare).orElseThrow();
      case "LEAST" -> values.stream().min(RowInterpreter::compare).orElseThrow();
      case "UNARY -" -> narrow(negate(first), type);
      default -> narrow(arithmetic(name, first, second, type), type);
    };
  }

  private static Object negate(Object value) {
    return value instanceof Long n
        ? (Object) (-n)
        : value instanceof Double d ? (Object) (-d) : ((BigDecimal) value).negate();
  }

  private static Object arithmetic(String name, Object a, Object b, LogicalType type) {
    if (a instanceof Double x) {
      double y = (Double) b;
      return switch (name) {
        case "+" -> x + y;
        case "-" -> x - y;
        case "*" -> x * y;
        default -> x / y;
      };
    }
    boolean divides = name.equals("/") || name.equals("%");
    if (a instanceof Long x) {
      long y = (Long) b;
      if (divides && y == 0) {
        throw new Fault("division by zero");
      }
      return switch (name) {
        case "+" -> x + y;
        case "-" -> x - y;
        case "*" -> x * y;
        case "/" -> x / y;
        default -> x % y;
      };
    }
    BigDecimal x = (BigDecimal) a;
    BigDecimal y = (BigDecimal) b;
    if (divides && y.signum() == 0) {
      throw new Fault("division by zero");
    }
    BigDecimal exact =
        switch (name) {
          case "+" -> x.add(y);
          case "-" -> x.subtract(y);
          case "*" -> x.multiply(y);
          case "/" -> x.divide(y, type.scale(), RoundingMode.HALF_UP);
          default -> x.remainder(y);
        };
    return fit(exact, type);
  }

  private static Object narrow(Object value, LogicalType type) {
    if (!(value instanceof Long n)) {
      return value;
    }
    return switch (type.kind()) {
      case TINYINT -> (long) n.byteValue();
      case SMALLINT -> (long) n.shortValue();
      case INT -> (long) n.intValue();
      default -> n;
    };
  }

  private static Object split(String text, String separator, long index) {
    if (text.isEmpty()) {
      return null;
    }
    if (separator.isEmpty()) {
      return index == 0 ? text : null;
    }
    List<String> parts = Arrays.asList(text.split(Pattern.quote(separator), -1));
    return index < 0 || index >= parts.size() ? null : parts.get((int) index);
  }

  private static boolean like(String text, String pattern) {
    StringBuilder regex = new StringBuilder();
    for (int c : pattern.codePoints().toArray()) {
      regex.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(Character.toString(c)));
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
  }

  private static Object item(List<?> array, long index) {
    return index < 1 || index > array.size() ? null : array.get((int) index - 1);
  }

  /** The total order of values, NULL lowest. */
  static int compare(Object a, Object b) {
    if (a == null || b == null) {
      return Boolean.compare(a != null, b != null);
    }
    if (a instanceof Double x) {
      double y = (Double) b;
      return x == y ? 0 : Double.compare(x, y);
    }
    if (a instanceof String text) {
      byte[] other = ((String) b).getBytes(java.nio.charset.StandardCharsets.UTF_8);
      return Arrays.compareUnsigned(text.getBytes(java.nio.charset.StandardCharsets.UTF_8), other);
    }
    if (a instanceof List<?> list) {
      List<?> other = (List<?>) b;
      for (int i = 0; i < Math.min(list.size(), other.size()); i++) {
        int difference = compare(list.get(i), other.get(i));
        if (difference != 0) {
          return difference;
        }
      }
      return Integer.compare(list.size(), other.size());
    }
    return compareSimple(a, b);
  }

  @SuppressWarnings("unchecked")
  private static int compareSimple(Object a, Object b) {
    return ((Comparable<Object>) a).compareTo(b);
  }
}
