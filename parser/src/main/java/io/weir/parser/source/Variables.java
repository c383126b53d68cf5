package io.weir.parser.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Fills in {@code ${NAME}} in scripts. Inside a string or a name in backticks the value's own quotes
 * are doubled, so that a value is always one piece of text there; elsewhere it is inserted as it is.
 * Comments are left alone, hints are not. {@code $${} stands for <code>${</code> itself.
 */
public final class Variables {

  /** Where values come from. */
  public interface Lookup {
    /** The value of a variable; empty if there is none. */
    Optional<String> value(String name);

    /** The names of the variables that exist, for suggestions. */
    Set<String> names();
  }

  private enum Place {
    OUTSIDE,
    STRING,
    QUOTED_NAME
  }

  private final String original;
  private final Lookup lookup;
  private final StringBuilder text = new StringBuilder();
  private final List<SourceText.Replacement> replacements = new ArrayList<>();
  private Place place = Place.OUTSIDE;
  private int at;

  private Variables(String original, Lookup lookup) {
    this.original = original;
    this.lookup = lookup;
  }

  /**
   * The script with its variables filled in.
   *
   * @throws SourceException for a variable that has no value, or a reference that is malformed
   */
  public static SourceText substitute(String original, Lookup lookup) {
    return original.contains("${")
        ? new Variables(original, lookup).run()
        : SourceText.of(original);
  }

  private SourceText run() {
    while (at < original.length()) {
      if (original.startsWith("$${", at)) {
        replace("${", at + 3);
      } else if (original.startsWith("${", at)) {
        reference();
      } else if (place == Place.OUTSIDE && isCommentStart()) {
        copy(commentEnd());
      } else {
        place = after(original.charAt(at));
        copy(at + 1);
      }
    }
    return new SourceText(text.toString(), original, replacements);
  }

  private boolean isCommentStart() {
    boolean block = original.startsWith("/*", at) && !original.startsWith("/*+", at);
    return block || original.startsWith("--", at);
  }

  private int commentEnd() {
    boolean block = original.charAt(at) == '/';
    int end = original.indexOf(block ? "*/" : "\n", at + 2);
    return end < 0 ? original.length() : end + (block ? 2 : 1);
  }

  private Place after(char c) {
    switch (place) {
      case STRING:
        return c == '\'' ? Place.OUTSIDE : place;
      case QUOTED_NAME:
        return c == '`' ? Place.OUTSIDE : place;
      default:
        return c == '\'' ? Place.STRING : c == '`' ? Place.QUOTED_NAME : place;
    }
  }

  private void copy(int end) {
    text.append(original, at, end);
    at = end;
  }

  private void reference() {
    int end = nameEnd(at + 2);
    boolean closed = end < original.length() && original.charAt(end) == '}';
    if (!closed || end == at + 2) {
      throw error(
          "a reference to a variable is written ${NAME}",
          at,
          Math.max(end, at + 2),
          Optional.of("$${ stands for the characters ${ themselves"));
    }
    String name = original.substring(at + 2, end);
    String value = lookup.value(name).orElseThrow(() -> undefined(name, end + 1));
    replace(quoted(value), end + 1);
  }

  private int nameEnd(int from) {
    int end = from;
    while (end < original.length() && isNamePart(original.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-';
  }

  private SourceException undefined(String name, int end) {
    Optional<String> hint =
        Suggestions.hint(name, lookup.names())
            .or(() -> Optional.of("give it a value with --var " + name + "=VALUE"));
    return error("variable \"" + name + "\" has no value", at, end, hint);
  }

  private SourceException error(String problem, int start, int end, Optional<String> hint) {
    return new SourceException(problem, SourceText.of(original).originalSpan(start, end), hint);
  }

  private String quoted(String value) {
    switch (place) {
      case STRING:
        return value.replace("'", "''");
      case QUOTED_NAME:
        return value.replace("`", "``");
      default:
        return value;
    }
  }

  private void replace(String with, int end) {
    int start = text.length();
    text.append(with);
    replacements.add(new SourceText.Replacement(start, text.length(), at, end));
    at = end;
  }
}
