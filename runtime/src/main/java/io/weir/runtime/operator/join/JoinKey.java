package io.weir.runtime.operator.join;

/**
 * A pair of columns that must be equal.
 *
 * @param left a column of the left input
 * @param right a column of the right input, of the same type
 * @param isNullSafe whether NULL equals NULL; otherwise NULL equals nothing
 */
public record JoinKey(int left, int right, boolean isNullSafe) {
  int column(int side) {
    return side == 0 ? left : right;
  }
}
