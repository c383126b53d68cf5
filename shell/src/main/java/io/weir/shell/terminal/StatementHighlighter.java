package io.weir.shell.terminal;

import io.weir.parser.Lexeme;
import io.weir.parser.Lexemes;
import io.weir.runtime.type.Schema;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * Colours statements while they are typed. Names of tables, columns and functions that nothing has,
 * and that nothing begins with, are red.
 */
final class StatementHighlighter implements Highlighter {
  private static final AttributedStyle KEYWORD =
      AttributedStyle.BOLD.foreground(AttributedStyle.CYAN);
  private static final AttributedStyle FUNCTION =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.YELLOW);
  private static final AttributedStyle STRING =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
  private static final AttributedStyle NUMBER =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.MAGENTA);
  private static final AttributedStyle COMMENT =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.BRIGHT | AttributedStyle.BLACK);
  private static final AttributedStyle UNKNOWN =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.RED).underline();
  private static final Set<String> WINDOW_COLUMNS =
      Set.of("window_start", "window_end", "window_time", "rowtime", "proctime");

  private final Vocabulary vocabulary;

  StatementHighlighter(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  @Override
  public AttributedString highlight(LineReader reader, String buffer) {
    return highlight(buffer);
  }

  @Override
  public void setErrorPattern(Pattern errorPattern) {}

  @Override
  public void setErrorIndex(int errorIndex) {}

  /** The text in colours. */
  AttributedString highlight(String text) {
    AttributedStringBuilder out = new AttributedStringBuilder(text.length());
    if (text.stripLeading().startsWith(".")) {
      return out.append(text, FUNCTION).toAttributedString();
    }
    int at = 0;
    for (Lexeme piece : Lexemes.of(text)) {
      out.append(text, at, piece.start());
      out.append(piece.text(), style(text, piece));
      at = piece.end();
    }
    return out.append(text, at, text.length()).toAttributedString();
  }

  private AttributedStyle style(String text, Lexeme piece) {
    return switch (piece.kind()) {
      case STRING, OPEN_STRING -> STRING;
      case NUMBER -> NUMBER;
      case COMMENT, HINT -> COMMENT;
      case BROKEN -> UNKNOWN;
      case SYMBOL -> AttributedStyle.DEFAULT;
      case KEYWORD -> isCall(text, piece) && isFunction(piece) ? FUNCTION : KEYWORD;
      case NAME, QUOTED_NAME -> name(text, piece);
    };
  }

  private AttributedStyle name(String text, Lexeme piece) {
    TypedStatement statement = TypedStatement.at(text, piece.end());
    int index = statement.countBefore(piece.end()) - 1;
    if (statement.isTablePlace(index) && !isCall(text, piece)) {
      boolean isNew = statement.startsWith("CREATE") && index < 5;
      boolean isKnown =
          isNew
              || isQualified(statement, index)
              || statement.ownNames().contains(piece.value())
              || isBeginOf(vocabulary.tables(), piece.value());
      return isKnown ? AttributedStyle.DEFAULT : UNKNOWN;
    }
    if (isCall(text, piece)) {
      return isFunction(piece) || isDefinition(statement, index) ? FUNCTION : UNKNOWN;
    }
    return isUnknownColumn(statement, index, piece) ? UNKNOWN : AttributedStyle.DEFAULT;
  }

  private static boolean isDefinition(TypedStatement statement, int index) {
    return statement.startsWith("CREATE") || statement.startsWith("INSERT") && index < 4;
  }

  private static boolean isQualified(TypedStatement statement, int index) {
    List<Lexeme> pieces = statement.pieces();
    return index + 1 < pieces.size() && pieces.get(index + 1).is(".");
  }

  private static boolean isCall(String text, Lexeme piece) {
    int at = piece.end();
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length() && text.charAt(at) == '(';
  }

  private boolean isFunction(Lexeme piece) {
    return isBeginOf(vocabulary.functions(), piece.value());
  }

  private static boolean isBeginOf(List<String> names, String begin) {
    String lower = begin.toLowerCase(Locale.ROOT);
    return names.stream().anyMatch(name -> name.toLowerCase(Locale.ROOT).startsWith(lower));
  }

  /** Only where all tables of a query are known is a name that none has a mistake. */
  private boolean isUnknownColumn(TypedStatement statement, int index, Lexeme piece) {
    List<Lexeme> pieces = statement.pieces();
    if (!isInQuery(statement, index) || statement.tables().isEmpty()) {
      return false;
    }
    if (index > 0 && pieces.get(index - 1).is(".")) {
      return isUnknownMember(statement, index, piece);
    }
    Set<String> known = new HashSet<>(WINDOW_COLUMNS);
    known.addAll(statement.ownNames());
    known.addAll(statement.tables().keySet());
    known.addAll(statement.tables().values());
    for (String table : statement.tables().values()) {
      Optional<Schema> schema = vocabulary.schema(table);
      if (schema.isEmpty()) {
        return false;
      }
      known.addAll(schema.get().names());
    }
    boolean isNested = pieces.stream().filter(p -> p.is("SELECT")).count() > 1;
    return !isNested && known.stream().noneMatch(name -> name.startsWith(piece.value()));
  }

  private static boolean isInQuery(TypedStatement statement, int index) {
    return statement.startsWith("SELECT")
        || statement.startsWith("EXPLAIN", "SELECT")
        || statement.startsWith("INSERT")
            && statement.pieces().subList(0, index).stream().anyMatch(p -> p.is("SELECT"));
  }

  /** Behind a point: a column of the table before it, or a field of the column before it. */
  private boolean isUnknownMember(TypedStatement statement, int index, Lexeme piece) {
    List<Lexeme> pieces = statement.pieces();
    boolean isSecond = index >= 2 && (index < 3 || !pieces.get(index - 3).is("."));
    if (!isSecond) {
      return false;
    }
    String owner = pieces.get(index - 2).value();
    Optional<Schema> members = Optional.empty();
    if (statement.tables().containsKey(owner)) {
      members = vocabulary.schema(statement.tables().get(owner));
    } else {
      for (String table : statement.tables().values()) {
        Optional<Schema> schema = vocabulary.schema(table);
        int column = schema.map(s -> s.names().indexOf(owner)).orElse(-1);
        if (column >= 0 && !schema.get().type(column).fields().isEmpty()) {
          members = Optional.of(new Schema(schema.get().type(column).fields()));
        }
      }
    }
    return members
        .map(schema -> schema.names().stream().noneMatch(name -> name.startsWith(piece.value())))
        .orElse(false);
  }
}
