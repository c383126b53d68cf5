package io.weir.shell.terminal;

import io.weir.parser.Lexeme;
import io.weir.parser.Lexeme.Kind;
import io.weir.parser.Lexemes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The statement at the cursor, as far as it has been typed: its pieces and what they name. */
final class TypedStatement {
  private static final Set<String> BEFORE_TABLE = Set.of("FROM", "JOIN", "INTO", "TABLE", "VIEW");

  private final List<Lexeme> pieces;

  private TypedStatement(List<Lexeme> pieces) {
    this.pieces = pieces;
  }

  /** The statement of {@code text} in which the cursor stands. */
  static TypedStatement at(String text, int cursor) {
    List<Lexeme> statement = new ArrayList<>();
    for (Lexeme piece : Lexemes.of(text)) {
      if (piece.kind() == Kind.COMMENT) {
        continue;
      }
      if (piece.is(";")) {
        if (piece.end() > cursor) {
          break;
        }
        statement.clear();
      } else {
        statement.add(piece);
      }
    }
    return new TypedStatement(statement);
  }

  /** The same without the piece at {@code index}, if there is one. */
  TypedStatement without(int index) {
    List<Lexeme> others = new ArrayList<>(pieces);
    if (index < others.size()) {
      others.remove(index);
    }
    return new TypedStatement(others);
  }

  List<Lexeme> pieces() {
    return pieces;
  }

  /** How many pieces end before {@code offset}; a string without an end does not. */
  int countBefore(int offset) {
    int count = 0;
    while (count < pieces.size()
        && pieces.get(count).end() <= offset
        && pieces.get(count).kind() != Kind.OPEN_STRING) {
      count++;
    }
    return count;
  }

  /** Whether the statement begins with these words. */
  boolean startsWith(String... words) {
    if (pieces.size() < words.length) {
      return false;
    }
    for (int i = 0; i < words.length; i++) {
      if (!pieces.get(i).is(words[i])) {
        return false;
      }
    }
    return true;
  }

  /** Whether a table is named by the piece at {@code index}, or by one that would stand there. */
  boolean isTablePlace(int index) {
    if (index == 0) {
      return false;
    }
    Lexeme before = pieces.get(index - 1);
    if (before.is("FROM") && isInsideCall(index - 1)) {
      return false;
    }
    if (before.is("DESCRIBE") || before.is("DESC")) {
      return index == 1;
    }
    if (before.is("LIKE")) {
      return startsWith("CREATE") && pieces.stream().noneMatch(piece -> piece.is("SELECT"));
    }
    if (BEFORE_TABLE.contains(before.text().toUpperCase(Locale.ROOT))) {
      return !(before.is("TABLE") && index >= 2 && pieces.get(index - 2).is("CREATE"));
    }
    return before.is(",") && isInFromList(index - 1);
  }

  /** FROM in EXTRACT(YEAR FROM x), TRIM(BOTH ' ' FROM x) and the like. */
  private boolean isInsideCall(int index) {
    int depth = 0;
    for (int i = index - 1; i >= 0; i--) {
      Lexeme piece = pieces.get(i);
      if (piece.is(")")) {
        depth++;
      } else if (piece.is("(") && depth-- == 0) {
        return i > 0
            && (pieces.get(i - 1).is("EXTRACT")
                || pieces.get(i - 1).is("TRIM")
                || pieces.get(i - 1).is("SUBSTRING")
                || pieces.get(i - 1).is("OVERLAY"));
      } else if (depth == 0 && piece.is("SELECT")) {
        return false;
      }
    }
    return false;
  }

  private boolean isInFromList(int comma) {
    int depth = 0;
    for (int i = comma - 1; i >= 0; i--) {
      Lexeme piece = pieces.get(i);
      if (piece.is(")")) {
        depth++;
      } else if (piece.is("(")) {
        if (depth-- == 0) {
          return false;
        }
      } else if (depth == 0 && piece.kind() == Kind.KEYWORD) {
        if (piece.is("FROM")) {
          return true;
        }
        if (!piece.is("AS")) {
          return false;
        }
      }
    }
    return false;
  }

  /** Whether a value, or a table with its name, ends before the piece at {@code index}. */
  boolean isBehindValue(int index) {
    if (index == 0) {
      return false;
    }
    Lexeme before = pieces.get(index - 1);
    if (before.is("*")) {
      return index < 2
          || pieces.get(index - 2).is("SELECT")
          || pieces.get(index - 2).is(",")
          || pieces.get(index - 2).is(".");
    }
    return isEndOfValue(before)
        || before.kind() == Kind.NUMBER
        || before.is("]")
        || before.is("NULL")
        || before.is("TRUE")
        || before.is("DESC")
        || before.is("ASC")
        || before.is("FALSE");
  }

  /** The word or name in front of the bracket in which the piece at {@code index} stands. */
  Optional<Lexeme> caller(int index) {
    int depth = 0;
    for (int i = index - 1; i > 0; i--) {
      if (pieces.get(i).is(")")) {
        depth++;
      } else if (pieces.get(i).is("(") && depth-- == 0) {
        return Optional.of(pieces.get(i - 1));
      }
    }
    return Optional.empty();
  }

  /** The tables that are read or written: by alias where they have one, else by name. */
  Map<String, String> tables() {
    Map<String, String> tables = new LinkedHashMap<>();
    for (int i = 1; i < pieces.size(); i++) {
      if (!pieces.get(i).isWord() || pieces.get(i).kind() == Kind.KEYWORD || !isTablePlace(i)) {
        continue;
      }
      String name = pieces.get(i).value();
      int next = i + 1;
      if (next < pieces.size() && pieces.get(next).is("AS")) {
        next++;
      }
      boolean hasAlias = next < pieces.size() && isName(pieces.get(next));
      tables.put(hasAlias ? pieces.get(next).value() : name, name);
    }
    return tables;
  }

  private static boolean isName(Lexeme piece) {
    return piece.kind() == Kind.NAME || piece.kind() == Kind.QUOTED_NAME;
  }

  /** The names that the statement itself gives: AS name, name AS (…). */
  Set<String> ownNames() {
    Set<String> names = new TreeSet<>();
    for (int i = 0; i < pieces.size(); i++) {
      if (!isName(pieces.get(i))) {
        continue;
      }
      boolean isNamed = i > 0 && (pieces.get(i - 1).is("AS") || isEndOfValue(pieces.get(i - 1)));
      boolean isCommonTable = i + 1 < pieces.size() && pieces.get(i + 1).is("AS");
      if (isNamed || isCommonTable) {
        names.add(pieces.get(i).value());
      }
    }
    return names;
  }

  private static boolean isEndOfValue(Lexeme piece) {
    return isName(piece) || piece.is(")") || piece.is("END") || piece.kind() == Kind.STRING;
  }

  /** The options of WITH that have a value. */
  Map<String, String> options() {
    Map<String, String> options = new HashMap<>();
    for (int i = 2; i < pieces.size(); i++) {
      if (pieces.get(i).kind() == Kind.STRING
          && pieces.get(i - 1).is("=")
          && pieces.get(i - 2).kind() == Kind.STRING) {
        options.put(pieces.get(i - 2).value(), pieces.get(i).value());
      }
    }
    return options;
  }

  /** Whether the piece at {@code index} stands between the brackets of WITH (…). */
  boolean isInOptions(int index) {
    return caller(index)
        .filter(
            word -> word.is("WITH") || startsWith("ALTER") && (word.is("SET") || word.is("RESET")))
        .isPresent();
  }
}
