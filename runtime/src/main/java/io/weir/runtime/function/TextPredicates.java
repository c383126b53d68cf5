package io.weir.runtime.function;

import java.math.BigDecimal;

/**
 * Whether strings consist of letters, of digits, or are numbers. A number is told from its type.
 */
final class TextPredicates {
  private TextPredicates() {}

  @SqlFunction(
      name = "IS_ALPHA",
      doc = "Whether `text` has letters only, and at least one; FALSE for NULL and for numbers.",
      example = "IS_ALPHA('abc')",
      result = "TRUE")
  static boolean isAlpha(@SqlNullable Slice text) {
    if (text == null || text.isEmpty()) {
      return false;
    }
    return text.toString().codePoints().allMatch(Character::isLetter);
  }

  @SqlFunction(name = "IS_ALPHA")
  static boolean isAlpha(@SqlNullable Long number) {
    return false;
  }

  @SqlFunction(name = "IS_ALPHA")
  static boolean isAlpha(@SqlNullable Double number) {
    return false;
  }

  @SqlFunction(name = "IS_ALPHA")
  static boolean isAlpha(@SqlNullable BigDecimal number) {
    return false;
  }

  @SqlFunction(
      name = "IS_DIGIT",
      doc =
          "Whether `text` has decimal digits only, and at least one; FALSE for NULL, TRUE for"
              + " numbers.",
      example = "IS_DIGIT('123')",
      result = "TRUE")
  static boolean isDigit(@SqlNullable Slice text) {
    if (text == null || text.isEmpty()) {
      return false;
    }
    return text.toString().codePoints().allMatch(Character::isDigit);
  }

  @SqlFunction(name = "IS_DIGIT")
  static boolean isDigit(@SqlNullable Long number) {
    return true;
  }

  @SqlFunction(name = "IS_DIGIT")
  static boolean isDigit(@SqlNullable Double number) {
    return true;
  }

  @SqlFunction(name = "IS_DIGIT")
  static boolean isDigit(@SqlNullable BigDecimal number) {
    return true;
  }

  @SqlFunction(
      name = "IS_DECIMAL",
      doc =
          "Whether `text` is a number as Java's Double.parseDouble reads it; FALSE for NULL, TRUE"
              + " for numbers.",
      example = "IS_DECIMAL('-1.5e3')",
      result = "TRUE")
  static boolean isDecimal(@SqlNullable Slice text) {
    if (text == null || text.isEmpty()) {
      return false;
    }
    try {
      Double.parseDouble(text.toString());
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  @SqlFunction(name = "IS_DECIMAL")
  static boolean isDecimal(@SqlNullable Long number) {
    return true;
  }

  @SqlFunction(name = "IS_DECIMAL")
  static boolean isDecimal(@SqlNullable Double number) {
    return true;
  }

  @SqlFunction(name = "IS_DECIMAL")
  static boolean isDecimal(@SqlNullable BigDecimal number) {
    return true;
  }
}
