package io.weir.runtime.expression;

import io.weir.runtime.function.BoundKernel;
import io.weir.runtime.function.Determinism;
import io.weir.runtime.function.EvaluationContext;
import io.weir.runtime.function.FunctionBinding;
import io.weir.runtime.function.cast.Casts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns expressions into steps. First every distinct subexpression gets one node (value numbering:
 * two are the same if they are deterministic, do the same, and their operands are the same nodes,
 * wherever they are written); then nodes become steps, those with several users shared ones, and
 * those without columns constants.
 */
final class ExpressionCompiler {
  private final EvaluationContext context;
  private final Map<List<Object>, Node> nodes = new HashMap<>();
  private final List<Runnable> resources = new ArrayList<>();
  private int sharedCount;

  ExpressionCompiler(EvaluationContext context) {
    this.context = context;
  }

  private static final class Node {
    private final Expression expression;
    private final List<Node> operands;
    private final boolean isConstant;
    private int uses;
    private Step step;

    Node(Expression expression, List<Node> operands) {
      this.expression = expression;
      this.operands = operands;
      this.isConstant =
          !(expression instanceof ColumnReference)
              && expression.isDeterministic()
              && operands.stream().allMatch(operand -> operand.isConstant);
    }
  }

  /** Closes what the steps keep for their whole life. */
  List<Runnable> resources() {
    return resources;
  }

  /** How many shared values a frame has. */
  int sharedCount() {
    return sharedCount;
  }

  /** The steps of the given expressions, which are evaluated in one frame. */
  List<Step> compile(List<Expression> expressions) {
    List<Node> roots = new ArrayList<>();
    for (Expression expression : expressions) {
      Node root = node(expression);
      root.uses++;
      roots.add(root);
    }
    return roots.stream().map(this::step).toList();
  }

  private Node node(Expression expression) {
    List<Node> operands = expression.operands().stream().map(this::node).toList();
    if (!expression.isDeterministic()) {
      return create(expression, operands);
    }
    List<Object> key = new ArrayList<>();
    key.add(expression.getClass());
    key.add(expression.type());
    key.add(expression.accept(Distinction.INSTANCE));
    key.addAll(operands);
    Node known = nodes.get(key);
    if (known == null) {
      known = create(expression, operands);
      nodes.put(key, known);
    }
    return known;
  }

  private static Node create(Expression expression, List<Node> operands) {
    operands.forEach(operand -> operand.uses++);
    return new Node(expression, operands);
  }

  /** What tells an expression from others of its kind, type and operands. */
  private enum Distinction implements Expression.Visitor<Object> {
    INSTANCE;

    @Override
    public Object visitColumn(ColumnReference column) {
      return column.index();
    }

    @Override
    public Object visitRowWatermark(RowWatermark watermark) {
      return "";
    }

    @Override
    public Object visitLiteral(Literal literal) {
      return literal;
    }

    @Override
    public Object visitCall(Call call) {
      return call.function();
    }

    @Override
    public Object visitCase(Case choice) {
      return "";
    }

    @Override
    public Object visitCoalesce(Coalesce coalesce) {
      return "";
    }

    @Override
    public Object visitCast(Cast cast) {
      return cast.isTry();
    }

    @Override
    public Object visitField(FieldAccess access) {
      return access.index();
    }

    @Override
    public Object visitIn(In in) {
      return in.candidates();
    }

    @Override
    public Object visitAnd(And and) {
      return "";
    }

    @Override
    public Object visitOr(Or or) {
      return "";
    }
  }

  private BoundKernel kernel(FunctionBinding binding) {
    BoundKernel kernel = new BoundKernel(binding, context);
    resources.add(kernel::close);
    return kernel;
  }

  private Step step(Node node) {
    if (node.step == null) {
      Step own = node.expression.accept(new StepMaker(node.operands));
      node.step = finish(node, own);
    }
    return node.step;
  }

  private Step finish(Node node, Step own) {
    if (node.isConstant) {
      ConstantStep constant = new ConstantStep(own, node.expression.type(), context.allocator());
      resources.add(constant::close);
      return constant;
    }
    boolean isShared =
        node.uses > 1
            && node.expression.isDeterministic()
            && !(node.expression instanceof ColumnReference);
    return isShared
        ? new SharedStep(own, sharedCount++, node.expression.canFail(), node.expression.type())
        : own;
  }

  private final class StepMaker implements Expression.Visitor<Step> {
    private final List<Node> operands;

    private StepMaker(List<Node> operands) {
      this.operands = operands;
    }

    private Step operand(int index) {
      return step(operands.get(index));
    }

    private Step[] allOperands() {
      return operands.stream().map(ExpressionCompiler.this::step).toArray(Step[]::new);
    }

    @Override
    public Step visitColumn(ColumnReference column) {
      return new ColumnStep(column.index());
    }

    @Override
    public Step visitRowWatermark(RowWatermark watermark) {
      return new RowWatermarkStep(watermark.type());
    }

    @Override
    public Step visitLiteral(Literal literal) {
      return new LiteralStep(literal);
    }

    @Override
    public Step visitCall(Call call) {
      FunctionBinding binding = call.binding();
      boolean isPerBatch =
          binding.determinism() == Determinism.PER_BATCH && call.operands().isEmpty();
      return new KernelStep(
          allOperands(), kernel(binding), isPerBatch, call.position(), call.toString());
    }

    @Override
    public Step visitCase(Case choice) {
      List<Step> conditions = new ArrayList<>();
      List<Step> results = new ArrayList<>();
      for (int i = 0; i < choice.branches().size(); i++) {
        conditions.add(operand(2 * i));
        results.add(operand(2 * i + 1));
      }
      return new ChoiceStep(conditions, results, operand(operands.size() - 1), choice.type());
    }

    @Override
    public Step visitCoalesce(Coalesce coalesce) {
      return new CoalesceStep(List.of(allOperands()), coalesce.type());
    }

    @Override
    public Step visitCast(Cast cast) {
      if (Casts.isFree(cast.argument().type(), cast.type())) {
        return operand(0);
      }
      FunctionBinding binding =
          Casts.bind(cast.argument().type(), cast.type(), cast.isTry()).orElseThrow();
      return new KernelStep(
          allOperands(), kernel(binding), false, cast.position(), cast.toString());
    }

    @Override
    public Step visitField(FieldAccess access) {
      return new FieldStep(operand(0), access.index(), access.type());
    }

    @Override
    public Step visitIn(In in) {
      FunctionBinding binding = InKernel.binding(in);
      return new KernelStep(
          allOperands(), kernel(binding), false, SourcePosition.NONE, in.toString());
    }

    @Override
    public Step visitAnd(And and) {
      return new LogicStep(allOperands(), canFail(and.operands()), true);
    }

    @Override
    public Step visitOr(Or or) {
      return new LogicStep(allOperands(), canFail(or.operands()), false);
    }

    private static boolean[] canFail(List<Expression> expressions) {
      boolean[] flags = new boolean[expressions.size()];
      for (int i = 0; i < flags.length; i++) {
        flags[i] = expressions.get(i).canFail();
      }
      return flags;
    }
  }
}
