package io.weir.runtime.function;

import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.Column;

/**
 * Arithmetic on whole and floating-point numbers of one type: a loop an operation for INT, BIGINT
 * and DOUBLE, a common slow one for the rest. Whole numbers wrap, division truncates, and dividing
 * one by zero is an error.
 */
final class NumericKernel implements Kernel {
  private final ArithmeticOperation operation;
  private final TypeKind kind;
  private final TypeKind resultKind;

  /**
   * @param kind the type of both operands
   * @param resultKind the type of the result: the same, or a narrower one for a remainder
   */
  NumericKernel(ArithmeticOperation operation, TypeKind kind, TypeKind resultKind) {
    this.operation = operation;
    this.kind = kind;
    this.resultKind = resultKind;
  }

  @Override
  public void evaluate(Selection rows, Operand[] inputs, Result result) {
    Operand left = inputs[0];
    Operand right = inputs[1];
    Column to = result.column();
    boolean isSimple = operation.ordinal() < ArithmeticOperation.DIVIDE.ordinal();
    if (kind == TypeKind.BIGINT && isSimple) {
      longs(rows, left, right, to);
    } else if (kind == TypeKind.INT && isSimple) {
      ints(rows, left, right, to);
    } else if (kind == TypeKind.DOUBLE) {
      doubles(rows, left, right, to);
    } else if (kind == TypeKind.FLOAT) {
      floats(rows, left, right, to);
    } else if (isSimple) {
      small(rows, left, right, to);
    } else {
      divide(rows, left, right, to);
    }
  }

  private void longs(Selection rows, Operand left, Operand right, Column to) {
    Column a = left.column();
    Column b = right.column();
    int m = left.mask();
    int n = right.mask();
    int count = rows.count();
    switch (operation) {
      case ADD -> {
        for (int i = 0; i < count; i++) {
          int row = rows.row(i);
          to.putLong(row, a.getLong(row & m) + b.getLong(row & n));
        }
      }
      case SUBTRACT -> {
        for (int i = 0; i < count; i++) {
          int row = rows.row(i);
          to.putLong(row, a.getLong(row & m) - b.getLong(row & n));
        }
      }
      default -> {
        for (int i = 0; i < count; i++) {
          int row = rows.row(i);
          to.putLong(row, a.getLong(row & m) * b.getLong(row & n));
        }
      }
    }
  }

  private void ints(Selection rows, Operand left, Operand right, Column to) {
    Column a = left.column();
    Column b = right.column();
    int m = left.mask();
    int n = right.mask();
    int count = rows.count();
    switch (operation) {
      case ADD -> {
        for (int i = 0; i < count; i++) {
          int row = rows.row(i);
          to.putInt(row, a.getInt(row & m) + b.getInt(row & n));
        }
      }
      case SUBTRACT -> {
        for (int i = 0; i < count; i++) {
          int row = rows.row(i);
          to.putInt(row, a.getInt(row & m) - b.getInt(row & n));
        }
      }
      default -> {
        for (int i = 0; i < count; i++) {
          int row = rows.row(i);
          to.putInt(row, a.getInt(row & m) * b.getInt(row & n));
        }
      }
    }
  }

  private void doubles(Selection rows, Operand left, Operand right, Column to) {
    Column a = left.column();
    Column b = right.column();
    int m = left.mask();
    int n = right.mask();
    int count = rows.count();
    switch (operation) {
      case ADD -> {
        for (int i = 0; i < count; i++) {
          int row = rows.row(i);
          to.putDouble(row, a.getDouble(row & m) + b.getDouble(row & n));
        }
      }
      case SUBTRACT -> {
        for (int i = 0; i < count; i++) {
          int row = rows.row(i);
          to.putDouble(row, a.getDouble(row & m) - b.getDouble(row & n));
        }
      }
      case MULTIPLY -> {
        for (int i = 0; i < count; i++) {
          int row = rows.row(i);
          to.putDouble(row, a.getDouble(row & m) * b.getDouble(row & n));
        }
      }
      default -> {
        for (int i = 0; i < count; i++) {
          int row = rows.row(i);
          to.putDouble(row, a.getDouble(row & m) / b.getDouble(row & n));
        }
      }
    }
  }

  private void floats(Selection rows, Operand left, Operand right, Column to) {
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      float x = left.column().getFloat(left.slot(row));
      float y = right.column().getFloat(right.slot(row));
      float value =
          switch (operation) {
            case ADD -> x + y;
            case SUBTRACT -> x - y;
            case MULTIPLY -> x * y;
            default -> x / y;
          };
      to.putFloat(row, value);
    }
  }

  /** TINYINT and SMALLINT. */
  private void small(Selection rows, Operand left, Operand right, Column to) {
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      long x = Integers.get(kind, left.column(), left.slot(row));
      long y = Integers.get(kind, right.column(), right.slot(row));
      long value =
          switch (operation) {
            case ADD -> x + y;
            case SUBTRACT -> x - y;
            default -> x * y;
          };
      Integers.put(resultKind, to, row, value);
    }
  }

  private void divide(Selection rows, Operand left, Operand right, Column to) {
    boolean isQuotient = operation == ArithmeticOperation.DIVIDE;
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      long x = Integers.get(kind, left.column(), left.slot(row));
      long y = Integers.get(kind, right.column(), right.slot(row));
      if (y == 0) {
        throw divisionByZero(Long.toString(x), isQuotient);
      }
      Integers.put(resultKind, to, row, isQuotient ? x / y : x % y);
    }
  }

  static EvaluationException divisionByZero(String dividend, boolean isQuotient) {
    return new EvaluationException(
        "division by zero: " + dividend + (isQuotient ? " / 0" : " % 0"),
        "guard it with CASE or NULLIF(divisor, 0)");
  }
}
