package io.weir.runtime.function;

import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Decimals;
import io.weir.runtime.vector.NarrowDecimals;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;

/**
 * Arithmetic on DECIMALs. Sums, differences and remainders whose operands, brought to one scale,
 * have at most 18 digits are computed in 64 bits, products of such operands in 128. Where the types
 * would hold more, the values decide row by row; the rest is BigInteger. A result with too many
 * digits is NULL.
 */
final class DecimalKernel implements Kernel {
  private static final int LONG_DIGITS = 18;

  private final ArithmeticOperation operation;
  private final LogicalType left;
  private final LogicalType right;
  private final LogicalType result;

  private DecimalKernel(
      ArithmeticOperation operation, LogicalType left, LogicalType right, LogicalType result) {
    this.operation = operation;
    this.left = left;
    this.right = right;
    this.result = result;
  }

  static FunctionBinding bind(ArithmeticOperation operation, LogicalType left, LogicalType right) {
    LogicalType result =
        switch (operation) {
          case ADD, SUBTRACT -> DecimalTypes.plus(left, right);
          case MULTIPLY -> DecimalTypes.times(left, right);
          case DIVIDE -> DecimalTypes.divide(left, right);
          case MODULO -> DecimalTypes.modulo(left, right);
        };
    FunctionBinding binding =
        FunctionBinding.strict(
                List.of(left, right),
                result,
                context -> new DecimalKernel(operation, left, right, result))
            .nullable();
    boolean divides =
        operation == ArithmeticOperation.DIVIDE || operation == ArithmeticOperation.MODULO;
    return divides ? binding.failing() : binding;
  }

  @Override
  public void evaluate(Selection rows, Operand[] inputs, Result output) {
    int scale = Math.max(left.scale(), right.scale());
    boolean fitsLong =
        left.precision() + scale - left.scale() <= LONG_DIGITS
            && right.precision() + scale - right.scale() <= LONG_DIGITS;
    switch (operation) {
      case ADD, SUBTRACT -> {
        if (fitsLong && result.scale() == scale) {
          addLongs(rows, inputs[0], inputs[1], output.column(), scale);
          return;
        }
      }
      case MULTIPLY -> {
        boolean exact = result.scale() == left.scale() + right.scale();
        if (exact && left.precision() <= LONG_DIGITS && right.precision() <= LONG_DIGITS) {
          multiplyLongs(rows, inputs[0], inputs[1], output.column());
          return;
        }
      }
      default -> {}
    }
    Narrow narrow = narrow(scale);
    Column to = output.column();
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      int x = inputs[0].slot(row);
      int y = inputs[1].slot(row);
      if (!to.isNull(row)
          && !narrow.compute(inputs[0].column(), x, inputs[1].column(), y, to, row)) {
        wide(inputs[0].column(), x, inputs[1].column(), y, to, row);
      }
    }
  }

  /** Computes one row in 64 or 128 bits. */
  private interface Narrow {
    /** Writes the result; false, and nothing is written, if the values are too large for that. */
    boolean compute(Column a, int x, Column b, int y, Column to, int row);
  }

  private Narrow narrow(int scale) {
    int up = Math.max(scale - left.scale(), scale - right.scale());
    return switch (operation) {
      case MULTIPLY ->
          result.scale() == left.scale() + right.scale()
                  && left.precision() + right.precision() <= result.precision()
              ? DecimalKernel::multiplyNarrow
              : (a, x, b, y, to, row) -> false;
      case ADD, SUBTRACT ->
          result.scale() == scale && up <= NarrowDecimals.MAX_EXPONENT
              ? addNarrow(scale)
              : (a, x, b, y, to, row) -> false;
      default -> (a, x, b, y, to, row) -> false;
    };
  }

  private static boolean multiplyNarrow(Column a, int x, Column b, int y, Column to, int row) {
    long p = a.getDecimalLow(x);
    long q = b.getDecimalLow(y);
    if (!NarrowDecimals.isNarrow(p, a.getDecimalHigh(x))
        || !NarrowDecimals.isNarrow(q, b.getDecimalHigh(y))) {
      return false;
    }
    to.putDecimal(row, p * q, Math.multiplyHigh(p, q));
    return true;
  }

  private Narrow addNarrow(int scale) {
    long leftFactor = NarrowDecimals.powerOfTen(scale - left.scale());
    long rightFactor =
        NarrowDecimals.powerOfTen(scale - right.scale())
            * (operation == ArithmeticOperation.SUBTRACT ? -1 : 1);
    return (a, x, b, y, to, row) -> {
      long p = a.getDecimalLow(x);
      long q = b.getDecimalLow(y);
      boolean isNarrow =
          NarrowDecimals.isNarrow(p, a.getDecimalHigh(x))
              && NarrowDecimals.isNarrow(q, b.getDecimalHigh(y))
              && NarrowDecimals.canMultiply(p, leftFactor)
              && NarrowDecimals.canMultiply(q, rightFactor);
      p *= leftFactor;
      q *= rightFactor;
      long sum = p + q;
      if (!isNarrow
          || ((p ^ sum) & (q ^ sum)) < 0
          || !NarrowDecimals.fits(sum, result.precision())) {
        return false;
      }
      to.putDecimal(row, sum, sum >> 63);
      return true;
    };
  }

  private void addLongs(Selection rows, Operand x, Operand y, Column to, int scale) {
    long leftFactor = Decimals.powerOfTen(scale - left.scale()).longValue();
    long rightFactor = Decimals.powerOfTen(scale - right.scale()).longValue();
    if (operation == ArithmeticOperation.SUBTRACT) {
      rightFactor = -rightFactor;
    }
    Column a = x.column();
    Column b = y.column();
    int m = x.mask();
    int n = y.mask();
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      long sum = a.getDecimalLow(row & m) * leftFactor + b.getDecimalLow(row & n) * rightFactor;
      to.putDecimal(row, sum, sum >> 63);
    }
  }

  private void multiplyLongs(Selection rows, Operand x, Operand y, Column to) {
    Column a = x.column();
    Column b = y.column();
    int m = x.mask();
    int n = y.mask();
    if (left.precision() + right.precision() <= LONG_DIGITS) {
      for (int i = 0; i < rows.count(); i++) {
        int row = rows.row(i);
        long product = a.getDecimalLow(row & m) * b.getDecimalLow(row & n);
        to.putDecimal(row, product, product >> 63);
      }
      return;
    }
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      long p = a.getDecimalLow(row & m);
      long q = b.getDecimalLow(row & n);
      to.putDecimal(row, p * q, Math.multiplyHigh(p, q));
    }
  }

  private void wide(Column left, int x, Column right, int y, Column to, int row) {
    BigDecimal a = Decimals.read(left, x, this.left.scale());
    BigDecimal b = Decimals.read(right, y, this.right.scale());
    BigInteger unscaled = compute(a, b).unscaledValue();
    if (Decimals.fits(unscaled, result.precision())) {
      Decimals.write(to, row, unscaled);
    } else {
      to.setNull(row);
    }
  }

  private BigDecimal compute(BigDecimal a, BigDecimal b) {
    boolean isQuotient = operation == ArithmeticOperation.DIVIDE;
    if (b.signum() == 0 && (isQuotient || operation == ArithmeticOperation.MODULO)) {
      throw NumericKernel.divisionByZero(a.toPlainString(), isQuotient);
    }
    BigDecimal exact =
        switch (operation) {
          case ADD -> a.add(b);
          case SUBTRACT -> a.subtract(b);
          case MULTIPLY -> a.multiply(b);
          case DIVIDE -> a.divide(b, result.scale(), RoundingMode.HALF_UP);
          case MODULO -> a.remainder(b);
        };
    return exact.setScale(result.scale(), RoundingMode.HALF_UP);
  }
}
