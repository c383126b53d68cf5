package io.weir.shell.terminal;

import io.weir.parser.ScriptParser;
import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.impl.DefaultParser;

/**
 * Tells JLine when what has been typed is whole: a statement ends with a semicolon, until then the
 * prompt goes on.
 */
final class StatementLines implements Parser {
  private final DefaultParser words = new DefaultParser();

  StatementLines() {
    words.setEscapeChars(null);
    words.setQuoteChars(null);
  }

  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    if (context == ParseContext.ACCEPT_LINE && !line.isBlank() && !ScriptParser.isComplete(line)) {
      throw new EOFError(-1, -1, "a statement ends with a semicolon");
    }
    if (context == ParseContext.COMPLETE) {
      return words.parse(line, cursor, context);
    }
    return new WholeLine(line, cursor);
  }

  /** The line as one word. */
  private record WholeLine(String line, int cursor) implements CompletingParsedLine {
    @Override
    public String word() {
      return line;
    }

    @Override
    public int wordCursor() {
      return cursor;
    }

    @Override
    public int wordIndex() {
      return 0;
    }

    @Override
    public List<String> words() {
      return List.of(line);
    }

    @Override
    public CharSequence escape(CharSequence candidate, boolean isComplete) {
      return candidate;
    }

    @Override
    public int rawWordCursor() {
      return cursor;
    }

    @Override
    public int rawWordLength() {
      return line.length();
    }
  }
}
