package io.weir.planner.expression;

import io.weir.parser.source.Span;
import io.weir.planner.error.Bodies;
import io.weir.planner.error.PlanningException;
import io.weir.planner.type.WeirTypeFactory;
import io.weir.planner.validate.CastOperator;
import io.weir.planner.validate.CurrentWatermark;
import io.weir.planner.validate.MembershipOperator;
import io.weir.planner.validate.RegistryOperator;
import io.weir.runtime.expression.Case;
import io.weir.runtime.expression.ColumnReference;
import io.weir.runtime.expression.Expression;
import io.weir.runtime.expression.Expressions;
import io.weir.runtime.expression.FieldAccess;
import io.weir.runtime.expression.In;
import io.weir.runtime.expression.Literal;
import io.weir.runtime.expression.RowWatermark;
import io.weir.runtime.expression.SourcePosition;
import io.weir.runtime.function.Comparisons;
import io.weir.runtime.function.FunctionRegistry;
import io.weir.runtime.function.ScalarFunction;
import io.weir.runtime.type.LogicalType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Converts row expressions over one input. Input references are replaced by given expressions, so
 * that a projection below can be merged by converting through it.
 */
public final class ExpressionConverter {
  private final Optional<Bodies> bodies;
  private final FunctionRegistry registry = FunctionRegistry.standard();

  /** A converter that finds positions through {@code bodies}. */
  public ExpressionConverter(Bodies bodies) {
    this.bodies = Optional.of(bodies);
  }

  private ExpressionConverter() {
    this.bodies = Optional.empty();
  }

  /** Whether evaluating an expression over columns of any kind can fail. */
  public static boolean canFail(RexNode node) {
    return new ExpressionConverter().overAnything(node).canFail();
  }

  /** The expression with a column in the place of all that it reads. */
  private Expression overAnything(RexNode node) {
    List<ColumnReference> inputs = new ArrayList<>();
    RexShuttle replace =
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef reference) {
            return column(reference);
          }

          @Override
          public RexNode visitFieldAccess(RexFieldAccess access) {
            return column(access);
          }

          @Override
          public RexNode visitSubQuery(RexSubQuery query) {
            return column(query);
          }

          private RexNode column(RexNode read) {
            int index = inputs.size();
            LogicalType type = WeirTypeFactory.toLogicalType(read.getType());
            inputs.add(new ColumnReference(index, "c" + index, type));
            return new RexInputRef(index, read.getType());
          }
        };
    return convert(node.accept(replace), inputs);
  }

  /**
   * @param inputs what each input reference stands for
   * @throws PlanningException if a call does not take its arguments
   */
  public Expression convert(RexNode node, List<? extends Expression> inputs) {
    return node.accept(new Conversion(inputs));
  }

  /** A cast that the planner adds where branches, rows or columns must have one type. */
  public static Expression coerce(Expression expression, LogicalType type) {
    Expression coerced = Expressions.coerce(expression, type, SourcePosition.NONE);
    boolean sameLength =
        coerced.type().precision() == type.precision() || !type.kind().isTimestamp();
    return sameLength ? coerced : Expressions.cast(coerced, type, SourcePosition.NONE);
  }

  /** The value of each expression that is a literal, and null for the others. */
  public List<Object> literals(List<Expression> expressions) {
    List<Object> literals = new ArrayList<>();
    for (Expression expression : expressions) {
      literals.add(expression instanceof Literal literal ? literal.value() : null);
    }
    return literals;
  }

  /** Where in the script a position of the parser is. */
  public SourcePosition position(SqlParserPos position) {
    return bodies
        .flatMap(known -> known.span(position))
        .map((Span span) -> new SourcePosition(span.line(), span.column()))
        .orElse(SourcePosition.NONE);
  }

  private final class Conversion extends RexVisitorImpl<Expression> {
    private final List<? extends Expression> inputs;

    Conversion(List<? extends Expression> inputs) {
      super(true);
      this.inputs = inputs;
    }

    @Override
    public Expression visitInputRef(RexInputRef reference) {
      return inputs.get(reference.getIndex());
    }

    @Override
    public Expression visitLiteral(RexLiteral literal) {
      return LiteralValues.of(literal);
    }

    @Override
    public Expression visitSubQuery(RexSubQuery query) {
      throw new PlanningException(
          query.getParserPosition(), "a subquery is not supported here", "join with it in FROM");
    }

    @Override
    public Expression visitCorrelVariable(RexCorrelVariable variable) {
      throw new PlanningException(
          SqlParserPos.ZERO, "a column of an outer query is not supported here", null);
    }

    @Override
    public Expression visitFieldAccess(RexFieldAccess access) {
      Expression row = access.getReferenceExpr().accept(this);
      return new FieldAccess(row, access.getField().getIndex());
    }

    @Override
    public Expression visitCall(RexCall call) {
      if (call.getOperator() == MembershipOperator.IN) {
        return in(call);
      }
      if (call.getOperator() == MembershipOperator.BETWEEN) {
        return between(call);
      }
      if (call.getOperator() == CurrentWatermark.INSTANCE) {
        return new RowWatermark(WeirTypeFactory.toLogicalType(call.getType()));
      }
      return switch (call.getKind()) {
        case CASE -> choice(call);
        case CAST -> cast(call, call.getOperator() == CastOperator.TRY_CAST);
        case SAFE_CAST -> cast(call, true);
        default -> function(call);
      };
    }

    private Expression function(RexCall call) {
      ScalarFunction function =
          call.getOperator() instanceof RegistryOperator operator
              ? operator.function()
              : registry.lookup(call.getOperator().getName()).orElseThrow(() -> unknown(call));
      return call(function, operands(call), call.getParserPosition());
    }

    private PlanningException unknown(RexCall call) {
      return new PlanningException(
          call.getParserPosition(), call.getOperator().getName() + " is not supported", null);
    }

    private List<Expression> operands(RexCall call) {
      List<Expression> operands = new ArrayList<>();
      call.getOperands().forEach(operand -> operands.add(operand.accept(this)));
      return operands;
    }

    private Expression cast(RexCall call, boolean isTry) {
      Expression argument = call.getOperands().get(0).accept(this);
      LogicalType type = WeirTypeFactory.toLogicalType(call.getType());
      try {
        return isTry
            ? Expressions.tryCast(argument, type, position(call.getParserPosition()))
            : Expressions.cast(argument, type, position(call.getParserPosition()));
      } catch (IllegalArgumentException impossible) {
        throw new PlanningException(
            call.getParserPosition(),
            argument.type().withNullable(true) + " cannot be cast to " + type.withNullable(true),
            null);
      }
    }

    private Expression choice(RexCall call) {
      List<Expression> operands = operands(call);
      LogicalType type = WeirTypeFactory.toLogicalType(call.getType());
      List<Case.Branch> branches = new ArrayList<>();
      for (int i = 0; i + 1 < operands.size(); i += 2) {
        branches.add(new Case.Branch(operands.get(i), coerce(operands.get(i + 1), type)));
      }
      Expression otherwise = coerce(operands.get(operands.size() - 1), type);
      return new Case(branches, otherwise, type);
    }

    private Expression in(RexCall call) {
      List<Expression> operands = operands(call);
      Expression subject = operands.get(0);
      operands.replaceAll(candidate -> asSubject(candidate, subject, call.getParserPosition()));
      List<Literal> literals = new ArrayList<>();
      for (Expression candidate : operands.subList(1, operands.size())) {
        boolean fits =
            candidate instanceof Literal literal
                && candidate.type().kind() == subject.type().kind()
                && candidate.type().scale() == subject.type().scale();
        if (!fits && !isCharacters(candidate, subject)) {
          return anyEqual(call, subject, operands.subList(1, operands.size()));
        }
        literals.add((Literal) candidate);
      }
      return new In(subject, literals);
    }

    /** Numbers among text are text, and text among numbers is a number. */
    private Expression asSubject(Expression candidate, Expression subject, SqlParserPos position) {
      return Comparisons.numberOfText(List.of(subject.type(), candidate.type())).isPresent()
          ? Expressions.cast(
              candidate,
              subject.type().withNullable(candidate.type().nullable()),
              position(position))
          : candidate;
    }

    private static boolean isCharacters(Expression candidate, Expression subject) {
      return candidate instanceof Literal
          && candidate.type().kind().isCharacter()
          && subject.type().kind().isCharacter();
    }

    private Expression anyEqual(RexCall call, Expression subject, List<Expression> candidates) {
      requireRepeatable(call, subject);
      List<Expression> equal = new ArrayList<>();
      for (Expression candidate : candidates) {
        equal.add(call(registry.get("="), List.of(subject, candidate), call.getParserPosition()));
      }
      return equal.size() == 1
          ? equal.get(0)
          : call(registry.get("OR"), equal, call.getParserPosition());
    }

    private Expression between(RexCall call) {
      List<Expression> operands = operands(call);
      SqlParserPos position = call.getParserPosition();
      Comparisons.numberOfText(operands.stream().map(Expression::type).toList())
          .ifPresent(
              type ->
                  operands.replaceAll(
                      operand ->
                          operand.type().kind().isCharacter()
                              ? Expressions.cast(
                                  operand,
                                  type.withNullable(operand.type().nullable()),
                                  position(position))
                              : operand));
      Expression subject = operands.get(0);
      requireRepeatable(call, subject);
      return call(
          registry.get("AND"),
          List.of(
              call(registry.get(">="), List.of(subject, operands.get(1)), position),
              call(registry.get("<="), List.of(subject, operands.get(2)), position)),
          position);
    }

    private void requireRepeatable(RexCall call, Expression subject) {
      if (!subject.isDeterministic()) {
        throw new PlanningException(
            call.getParserPosition(),
            call.getOperator().getName()
                + " over a value that differs from call to call: it would be drawn more than once",
            "compute it in a subquery in FROM");
      }
    }
  }

  /** A call, or an error at its position. */
  Expression call(ScalarFunction function, List<Expression> operands, SqlParserPos position) {
    try {
      return Expressions.call(function, operands, position(position));
    } catch (IllegalArgumentException mismatch) {
      throw new PlanningException(position, mismatch.getMessage(), null);
    }
  }

  /** The columns of a schema as expressions. */
  public static List<Expression> columns(io.weir.runtime.type.Schema schema) {
    List<Expression> columns = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      columns.add(ColumnReference.of(schema, i));
    }
    return columns;
  }
}
