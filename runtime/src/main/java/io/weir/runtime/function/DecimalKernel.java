package io.weir.runtime.function;

import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Decimals;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;

/**
 * Arithmetic on DECIMALs. Sums, differences and remainders whose operands, brought to one scale,
 * have at most 18 digits are computed in 64 bits, products of such operands in 128; the rest in
 * BigInteger. A result with too many digits is NULL.
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
    wide(rows, inputs[0], inputs[1], output.column());
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

  private void wide(Selection rows, Operand x, Operand y, Column to) {
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      if (to.isNull(row)) {
        continue;
      }
      BigDecimal a = Decimals.read(x.column(), x.slot(row), left.scale());
      BigDecimal b = Decimals.read(y.column(), y.slot(row), right.scale());
      BigInteger unscaled = compute(a, b).unscaledValue();
      if (Decimals.fits(unscaled, result.precision())) {
        Decimals.write(to, row, unscaled);
      } else {
        to.setNull(row);
      }
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
