package io.weir.shell.terminal;

import io.weir.parser.Lexeme;
import io.weir.parser.Lexeme.Kind;
import io.weir.parser.Lexemes;
import io.weir.parser.ScriptParser;
import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/**
 * Tells JLine when what has been typed is whole: a statement ends with a semicolon, until then the
 * prompt goes on. A line that begins with a dot is a command to the shell and whole at once.
 */
final class StatementLines implements Parser {
  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    boolean isWhole =
        line.isBlank() || line.stripLeading().startsWith(".") || ScriptParser.isComplete(line);
    boolean isAsked =
        context == ParseContext.ACCEPT_LINE || context == ParseContext.SECONDARY_PROMPT;
    if (isAsked && !isWhole) {
      throw new EOFError(-1, -1, "a statement ends with a semicolon", missing(line));
    }
    if (context == ParseContext.COMPLETE) {
      return new Word(line, cursor, cursor - lengthOfWord(line, cursor), cursor);
    }
    return new Word(line, cursor, 0, line.length());
  }

  /** The sign that must be closed before a semicolon counts, for the prompt; empty for none. */
  private static String missing(String line) {
    List<Lexeme> pieces = Lexemes.of(line);
    if (pieces.isEmpty()) {
      return "";
    }
    Lexeme last = pieces.get(pieces.size() - 1);
    if (last.kind() == Kind.OPEN_STRING) {
      return "'";
    }
    if (last.kind() == Kind.BROKEN && last.text().startsWith("`")) {
      return "`";
    }
    boolean isOpen = last.text().startsWith("/*") && !last.text().endsWith("*/");
    return isOpen ? "/*" : "";
  }

  /** How many characters before the cursor belong to what is being typed. */
  private static int lengthOfWord(String line, int cursor) {
    String before = line.substring(0, cursor);
    if (before.stripLeading().startsWith(".")) {
      int space = before.stripLeading().lastIndexOf(' ');
      return before.stripLeading().length() - space - 1;
    }
    List<Lexeme> pieces = Lexemes.of(before);
    if (pieces.isEmpty()) {
      return 0;
    }
    Lexeme last = pieces.get(pieces.size() - 1);
    if (last.kind() == Kind.OPEN_STRING) {
      return cursor - last.start() - last.text().indexOf('\'') - 1;
    }
    boolean isWord =
        last.kind() == Kind.KEYWORD
            || last.kind() == Kind.NAME
            || last.kind() == Kind.BROKEN && last.text().startsWith("`");
    return isWord && last.end() == cursor ? last.text().length() : 0;
  }

  /** The line, and the word in it that counts. */
  private record Word(String line, int cursor, int start, int end) implements CompletingParsedLine {
    @Override
    public String word() {
      return line.substring(start, end);
    }

    @Override
    public int wordCursor() {
      return cursor - start;
    }

    @Override
    public int wordIndex() {
      return 0;
    }

    @Override
    public List<String> words() {
      return List.of(word());
    }

    @Override
    public CharSequence escape(CharSequence candidate, boolean isComplete) {
      return candidate;
    }

    @Override
    public int rawWordCursor() {
      return cursor - start;
    }

    @Override
    public int rawWordLength() {
      return word().length();
    }
  }
}
