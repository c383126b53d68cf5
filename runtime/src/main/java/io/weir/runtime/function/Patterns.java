package io.weir.runtime.function;

import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.Column;
import java.util.ArrayList;
import java.util.List;

/** LIKE, SIMILAR TO and {@code ||}. */
final class Patterns {
  /** All functions of this class. */
  static final List<ScalarFunction> FUNCTIONS =
      List.of(
          pattern(
              "LIKE",
              "Whether the text matches a pattern in which % stands for any characters and _ for"
                  + " one; a character after the ESCAPE character stands for itself.",
              "'weir' LIKE 'w%_r'",
              LikeKernel::new),
          pattern(
              "SIMILAR TO",
              "Whether the text matches an SQL regular expression: % and _ as in LIKE, with | * + ?"
                  + " {m,n} ( ) and [ ]; a dot stands for any character too.",
              "'abc' SIMILAR TO '(a|b)%c'",
              SimilarKernel::new),
          concatenation());

  private Patterns() {}

  private static ScalarFunction pattern(
      String name, String doc, String example, Kernel.Factory kernels) {
    return KernelFunction.named(name)
        .syntax(Syntax.PATTERN)
        .doc(doc, example, "TRUE")
        .arguments(2, 3, "STRING " + name + " STRING", "STRING " + name + " STRING ESCAPE CHAR")
        .resolve(
            arguments -> {
              List<LogicalType> parameters = new ArrayList<>();
              for (LogicalType type : arguments.types()) {
                if (!type.kind().isCharacter() && type.kind() != TypeKind.NULL) {
                  return new Resolution.Mismatch(
                      name + " takes STRING, not " + arguments, "CAST the arguments to STRING");
                }
                parameters.add(type.kind().isCharacter() ? type : LogicalType.string());
              }
              return Resolution.of(
                  FunctionBinding.strict(parameters, LogicalType.bool(), kernels).failing());
            });
  }

  private static ScalarFunction concatenation() {
    return KernelFunction.named("||")
        .syntax(Syntax.BINARY)
        .doc(
            "The right string or bytes after the left; NULL if either is NULL.",
            "'a' || 'bc'",
            "'abc'")
        .arguments(2, 2, "STRING || STRING", "BYTES || BYTES")
        .resolve(
            arguments -> {
              LogicalType left = arguments.type(0);
              LogicalType right = arguments.type(1);
              if (left.kind() == TypeKind.NULL) {
                left = right.withNullable(true);
              }
              if (right.kind() == TypeKind.NULL) {
                right = left.withNullable(true);
              }
              boolean strings = left.kind().isCharacter() && right.kind().isCharacter();
              boolean bytes = left.kind().isBinary() && right.kind().isBinary();
              if (!strings && !bytes) {
                return new Resolution.Mismatch(
                    "|| does not take " + arguments, "CAST the operands to STRING");
              }
              return Resolution.of(
                  FunctionBinding.strict(
                      List.of(left, right), sum(left, right), context -> Patterns::concatenate));
            });
  }

  private static LogicalType sum(LogicalType left, LogicalType right) {
    boolean strings = left.kind().isCharacter();
    boolean fixed = left.kind() == right.kind() && !isVariable(left.kind());
    TypeKind kind =
        strings
            ? fixed ? TypeKind.CHAR : TypeKind.VARCHAR
            : fixed ? TypeKind.BINARY : TypeKind.VARBINARY;
    long length = (long) left.precision() + right.precision();
    return LogicalType.of(kind, (int) Math.min(LogicalType.UNBOUNDED_LENGTH, length));
  }

  private static boolean isVariable(TypeKind kind) {
    return kind == TypeKind.VARCHAR || kind == TypeKind.VARBINARY;
  }

  private static void concatenate(Selection rows, Operand[] inputs, Result result) {
    Column left = inputs[0].column();
    Column right = inputs[1].column();
    SliceOutput out = result.slices();
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      int a = inputs[0].slot(row);
      int b = inputs[1].slot(row);
      out.append(left.getAddress(a), left.getLength(a));
      out.append(right.getAddress(b), right.getLength(b));
      out.end(row);
    }
  }
}
