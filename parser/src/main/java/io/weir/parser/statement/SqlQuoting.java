package io.weir.parser.statement;

import java.util.regex.Pattern;

/** Writes names and strings so that the parser reads them back unchanged. */
public final class SqlQuoting {
  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private SqlQuoting() {}

  /** The name, in backticks if it is a reserved word or contains anything but ASCII letters. */
  public static String name(String name) {
    boolean plain = PLAIN_NAME.matcher(name).matches() && !ReservedWords.contains(name);
    return plain ? name : "`" + name.replace("`", "``") + "`";
  }

  /** The text as a string literal. */
  public static String string(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
