package io.weir.runtime.expression;

import io.weir.runtime.function.FunctionRegistry;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Random typed expressions over a fixed schema, and random rows of it. */
final class RandomExpressions {
  static final LogicalType INTS = LogicalType.array(LogicalType.int32());
  static final LogicalType PAIR =
      LogicalType.row(
          List.of(new Field("f", LogicalType.int32()), new Field("g", LogicalType.string())));

  /** Two columns of each type, so that operands differ. */
  static final Schema SCHEMA = schema();

  private static final String[] STRINGS = {
    "",
    "a",
    "b",
    "ab",
    "a,b",
    "%",
    "_a",
    "äöü",
    "aé,𝄞",
    "12",
    "-3.5",
    " 7 ",
    "abcdefgh",
    "abcdefghi",
    "abcdefgx,tail,tail",
    "1e3",
    "NaN"
  };
  private static final double[] DOUBLES = {
    0, -0.0, 1, -1, 0.5, 1e10, -1e300, Double.NaN, Double.POSITIVE_INFINITY, 123.456
  };
  private static final long[] LONGS = {
    0, 1, -1, 2, 3, 7, 100, Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE
  };

  private final RandomGenerator random;
  private final List<Expression> made = new ArrayList<>();

  RandomExpressions(RandomGenerator random) {
    this.random = random;
  }

  private static Schema schema() {
    List<LogicalType> types =
        List.of(
            LogicalType.bool(),
            LogicalType.of(TypeKind.TINYINT),
            LogicalType.int32(),
            LogicalType.bigint(),
            LogicalType.float64(),
            LogicalType.decimal(9, 2),
            LogicalType.decimal(30, 4),
            LogicalType.string(),
            INTS,
            PAIR);
    List<Field> fields = new ArrayList<>();
    for (LogicalType type : types) {
      fields.add(new Field("c" + fields.size(), type));
      fields.add(new Field("c" + fields.size(), type));
    }
    return new Schema(fields);
  }

  /** A row with NULLs at the given rate. */
  List<Object> row(double nulls) {
    List<Object> values = new ArrayList<>();
    for (Field field : SCHEMA.fields()) {
      values.add(value(field.type(), nulls));
    }
    return values;
  }

  private Object value(LogicalType type, double nulls) {
    if (random.nextDouble() < nulls) {
      return null;
    }
    return switch (type.kind()) {
      case BOOLEAN -> random.nextBoolean();
      case TINYINT -> (long) (byte) pick(LONGS);
      case INT -> (long) (int) pick(LONGS);
      case BIGINT -> pick(LONGS);
      case DOUBLE -> DOUBLES[random.nextInt(DOUBLES.length)];
      case DECIMAL -> decimal(type);
      case VARCHAR -> STRINGS[random.nextInt(STRINGS.length)];
      case ARRAY -> {
        List<Object> elements = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          elements.add(value(LogicalType.int32(), nulls));
        }
        yield elements;
      }
      case ROW ->
          Arrays.asList(value(LogicalType.int32(), nulls), value(LogicalType.string(), nulls));
      default -> throw new IllegalArgumentException(type.toString());
    };
  }

  private long pick(long[] values) {
    return values[random.nextInt(values.length)];
  }

  private BigDecimal decimal(LogicalType type) {
    StringBuilder digits = new StringBuilder(random.nextBoolean() ? "-0" : "0");
    for (int i = random.nextInt(type.precision() + 1); i > 0; i--) {
      digits.append(random.nextInt(10));
    }
    return new BigDecimal(new BigInteger(digits.toString()), type.scale());
  }

  /** A random expression of one of the schema's types. */
  Expression any(int depth) {
    return of(SCHEMA.type(random.nextInt(SCHEMA.size())), depth);
  }

  /** A random expression of a type. */
  Expression of(LogicalType type, int depth) {
    if (random.nextInt(4) == 0) {
      for (Expression known : made) {
        if (known.type().withNullable(true).equals(type) && random.nextInt(3) == 0) {
          return known;
        }
      }
    }
    Expression expression = depth == 0 ? leaf(type) : node(type, depth - 1);
    made.add(expression);
    return expression;
  }

  private Expression leaf(LogicalType type) {
    if (random.nextInt(4) > 0) {
      List<Integer> columns = new ArrayList<>();
      for (int i = 0; i < SCHEMA.size(); i++) {
        if (SCHEMA.type(i).equals(type)) {
          columns.add(i);
        }
      }
      return ColumnReference.of(SCHEMA, columns.get(random.nextInt(columns.size())));
    }
    return new Literal(type, value(type, 0.2));
  }

  private Expression node(LogicalType type, int depth) {
    switch (random.nextInt(6)) {
      case 0:
        return new Case(
            List.of(
                new Case.Branch(of(LogicalType.bool(), depth), of(type, depth)),
                new Case.Branch(of(LogicalType.bool(), depth), of(type, depth))),
            of(type, depth),
            type);
      case 1:
        return new Coalesce(List.of(of(type, depth), of(type, depth)), type);
      case 2:
        if (type.kind() != TypeKind.DECIMAL) {
          return call("NULLIF", of(type, depth), of(type, depth));
        }
        break;
      case 3:
        return leaf(type);
      default:
        break;
    }
    return specific(type, depth);
  }

  private Expression specific(LogicalType type, int depth) {
    return switch (type.kind()) {
      case BOOLEAN -> condition(depth);
      case TINYINT, INT, BIGINT -> whole(type, depth);
      case DOUBLE -> floating(type, depth);
      case DECIMAL -> castTo(type, number(depth));
      case VARCHAR -> string(depth);
      case ARRAY -> call("ARRAY", of(LogicalType.int32(), depth), of(LogicalType.int32(), depth));
      case ROW -> call("ROW", of(LogicalType.int32(), depth), of(LogicalType.string(), depth));
      default -> leaf(type);
    };
  }

  private Expression number(int depth) {
    LogicalType[] types = {
      LogicalType.of(TypeKind.TINYINT),
      LogicalType.int32(),
      LogicalType.bigint(),
      LogicalType.decimal(9, 2),
      LogicalType.decimal(30, 4)
    };
    Expression left = of(types[random.nextInt(types.length)], depth);
    Expression right = of(types[random.nextInt(types.length)], depth);
    return call(one("+", "-", "*", "/", "%"), left, right);
  }

  private Expression condition(int depth) {
    LogicalType some = SCHEMA.type(random.nextInt(SCHEMA.size()));
    LogicalType bool = LogicalType.bool();
    return switch (random.nextInt(9)) {
      case 0 -> new And(List.of(of(bool, depth), of(bool, depth), of(bool, depth)));
      case 1 -> new Or(List.of(of(bool, depth), of(bool, depth), of(bool, depth)));
      case 2 -> call("NOT", of(bool, depth));
      case 3 -> call(one("IS NULL", "IS NOT NULL"), of(some, depth));
      case 4 -> call(one("IS TRUE", "IS NOT FALSE"), of(bool, depth));
      case 5 -> call("IS DISTINCT FROM", of(some, depth), of(some, depth));
      case 6 -> call("LIKE", of(LogicalType.string(), depth), pattern(depth));
      case 7 -> in(some, depth);
      default -> call(one("=", "<>", "<", "<=", ">", ">="), of(some, depth), of(some, depth));
    };
  }

  /** Patterns of few letters, so that pieces are found in several places and overlap. */
  private Expression pattern(int depth) {
    if (random.nextInt(3) == 0) {
      return of(LogicalType.string(), depth);
    }
    StringBuilder pattern = new StringBuilder();
    for (int i = random.nextInt(6); i >= 0; i--) {
      pattern.append(one("a", "b", "aba", "é", "%", "%", "_"));
    }
    return Literal.of(pattern.toString());
  }

  /**
   * Expressions that share a subexpression that can fail, in branches that some rows reach and none
   * of those where it would fail.
   */
  List<Expression> sharingAFailingPart() {
    Expression divisor = ColumnReference.of(SCHEMA, random.nextInt(6, 8));
    Expression guard = call("<>", divisor, Literal.of(0L));
    Expression quotient = call("/", of(LogicalType.bigint(), 0), divisor);
    boolean isText = random.nextBoolean();
    Expression shared =
        isText
            ? call("||", castTo(LogicalType.string(), quotient), of(LogicalType.string(), 0))
            : quotient;
    LogicalType type = shared.type().withNullable(true);
    List<Expression> expressions = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Expression reached = new And(List.of(guard, condition(1)));
      if (reached.canFail()) {
        reached = new And(List.of(guard, call("IS NULL", of(LogicalType.bigint(), 0))));
      }
      expressions.add(
          new Case(List.of(new Case.Branch(reached, shared)), new Literal(type, null), type));
    }
    return expressions;
  }

  private Expression in(LogicalType type, int depth) {
    List<Literal> candidates = new ArrayList<>();
    for (int i = random.nextInt(20); i >= 0; i--) {
      candidates.add(new Literal(type, value(type, 0.05)));
    }
    return new In(of(type, depth), candidates);
  }

  private Expression whole(LogicalType type, int depth) {
    LogicalType string = LogicalType.string();
    return switch (random.nextInt(8)) {
      case 0 -> castTo(type, call("CHAR_LENGTH", of(string, depth)));
      case 1 -> castTo(type, call("CARDINALITY", of(INTS, depth)));
      case 2 -> castTo(type, call("ITEM", of(INTS, depth), of(LogicalType.int32(), depth)));
      case 3 -> castTo(type, new FieldAccess(of(PAIR, depth), 0));
      case 4 ->
          random.nextInt(4) == 0
              ? castTo(type, of(string, depth))
              : Expressions.tryCast(of(string, depth), type, SourcePosition.NONE);
      case 5 -> castTo(type, of(LogicalType.float64(), depth));
      case 6 -> call(one("GREATEST", "LEAST"), of(type, depth), of(type, depth));
      default -> castTo(type, call(one("+", "-", "*", "%", "/"), of(type, depth), of(type, depth)));
    };
  }

  private Expression floating(LogicalType type, int depth) {
    return switch (random.nextInt(4)) {
      case 0 -> castTo(type, of(LogicalType.decimal(9, 2), depth));
      case 1 -> castTo(type, of(LogicalType.int32(), depth));
      case 2 -> call("UNARY -", of(type, depth));
      default -> call(one("+", "-", "*", "/"), of(type, depth), of(type, depth));
    };
  }

  private Expression string(int depth) {
    LogicalType string = LogicalType.string();
    return switch (random.nextInt(5)) {
      case 0 -> call("||", of(string, depth), of(string, depth));
      case 1 -> call("CONCAT", of(string, depth), of(string, depth), of(string, depth));
      case 2 ->
          call("SPLIT_INDEX", of(string, depth), of(string, depth), of(LogicalType.int32(), depth));
      case 3 -> new FieldAccess(of(PAIR, depth), 1);
      default -> {
        LogicalType from =
            switch (random.nextInt(4)) {
              case 0 -> LogicalType.int32();
              case 1 -> LogicalType.decimal(30, 4);
              case 2 -> INTS;
              default -> LogicalType.bool();
            };
        yield castTo(string, of(from, depth));
      }
    };
  }

  private String one(String... names) {
    return names[random.nextInt(names.length)];
  }

  private static Expression castTo(LogicalType type, Expression argument) {
    return Expressions.cast(argument, type, SourcePosition.NONE);
  }

  private static Expression call(String name, Expression... arguments) {
    return Expressions.call(
        FunctionRegistry.standard().get(name), List.of(arguments), SourcePosition.NONE);
  }
}
