package io.weir.runtime.connector.format.csv;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.text.Utf8Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/** Makes text that has been appended to a buffer a field of CSV: quotes it where it needs it. */
final class CsvFields {
  private static final Set<String> SCALAR_WORDS = Set.of("true", "false", "NaN", "Infinity");

  private final CsvSettings settings;
  private final byte[] nullLiteral;
  private final boolean[] isSpecial = new boolean[256];
  private final boolean scalarsAreSafe;

  CsvFields(CsvSettings settings) {
    this.settings = settings;
    nullLiteral = CsvSettings.utf8(settings.nullLiteral());
    isSpecial['\n'] = true;
    isSpecial['\r'] = true;
    for (Object text : new Object[] {settings.delimiter(), settings.quote(), settings.escape()}) {
      if (text != null) {
        // The first byte stands for a character of several: quoting too much does no harm.
        isSpecial[CsvSettings.utf8(text)[0] & 0xff] = true;
      }
    }
    scalarsAreSafe = !clashesWithScalars();
  }

  private boolean clashesWithScalars() {
    for (char c = ' '; c < 0x7f; c++) {
      boolean isInScalars = Character.isLetterOrDigit(c) || "+-.: ".indexOf(c) >= 0;
      if (isInScalars && isSpecial[c]) {
        return true;
      }
    }
    String literal = settings.nullLiteral();
    return !literal.isEmpty()
        && (SCALAR_WORDS.contains(literal) || !Character.isLetter(literal.charAt(0)))
        && literal.charAt(0) != '\\';
  }

  /** Appends NULL. */
  void appendNull(Utf8Buffer out) {
    out.append(nullLiteral);
  }

  /** Finishes a field of digits, letters and the signs of numbers and times. */
  void finishScalar(Utf8Buffer out, int start) {
    if (!scalarsAreSafe) {
      finish(out, start);
    }
  }

  /**
   * Finishes the field that starts at {@code start} and ends where the text does.
   *
   * @throws WeirException if it would have to be quoted or escaped, and the dialect has neither
   */
  void finish(Utf8Buffer out, int start) {
    byte[] bytes = out.bytes();
    int end = out.length();
    int special = start;
    while (special < end && !isSpecial[bytes[special] & 0xff]) {
      special++;
    }
    if (settings.quote() == null) {
      if (special < end) {
        escape(out, start);
      }
    } else if (special < end || isMistakable(bytes, start, end)) {
      quote(out, start);
    }
  }

  /** Whether a reader could take it for NULL, a comment or an empty line, or trim it. */
  private boolean isMistakable(byte[] bytes, int start, int end) {
    return end == start
        || bytes[start] == '#'
        || isBlank(bytes[start])
        || isBlank(bytes[end - 1])
        || Arrays.equals(bytes, start, end, nullLiteral, 0, nullLiteral.length);
  }

  private static boolean isBlank(byte value) {
    return value >= 0 && value <= ' ';
  }

  private void quote(Utf8Buffer out, int start) {
    byte quote = (byte) settings.quote().charValue();
    byte[] field = Arrays.copyOfRange(out.bytes(), start, out.length());
    out.truncate(start);
    out.append(quote);
    for (byte value : field) {
      if (value == quote) {
        out.append(quote);
      } else if (settings.escape() != null && value == settings.escape()) {
        out.append(value);
      }
      out.append(value);
    }
    out.append(quote);
  }

  private void escape(Utf8Buffer out, int start) {
    byte[] field = Arrays.copyOfRange(out.bytes(), start, out.length());
    if (settings.escape() == null) {
      throw WeirException.permanent(
          "the value '"
              + new String(field, StandardCharsets.UTF_8)
              + "' holds a delimiter or a line end, and the CSV table has quoting switched off",
          "remove 'csv.disable-quote-character', or set 'csv.escape-character'");
    }
    out.truncate(start);
    for (byte value : field) {
      if (isSpecial[value & 0xff]) {
        out.append((byte) settings.escape().charValue());
      }
      out.append(value);
    }
  }
}
