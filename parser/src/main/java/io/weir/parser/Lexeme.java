package io.weir.parser;

/**
 * A piece of a text that somebody is typing, for showing and completing it.
 *
 * @param kind what it is
 * @param text as written
 * @param start offset of its first character
 * @param end offset after its last character
 */
public record Lexeme(Kind kind, String text, int start, int end) {
  /** What a piece of text is. */
  public enum Kind {
    /** A word that the dialect reserves, or that the grammar of statements knows. */
    KEYWORD,
    /** Any other word. */
    NAME,
    /** A name in backticks. */
    QUOTED_NAME,
    /** A string with both its quotes. */
    STRING,
    /** A string whose end has not been typed yet. */
    OPEN_STRING,
    NUMBER,
    COMMENT,
    HINT,
    SYMBOL,
    /** What no statement may contain. */
    BROKEN
  }

  /** Whether it is this word, in whatever case. */
  public boolean is(String word) {
    return text.equalsIgnoreCase(word) && kind != Kind.STRING;
  }

  /** Whether it is a word: a keyword or a name, in backticks or not. */
  public boolean isWord() {
    return kind == Kind.KEYWORD || kind == Kind.NAME || kind == Kind.QUOTED_NAME;
  }

  /** What stands between the quotes of a string or name, or the text. */
  public String value() {
    return switch (kind) {
      case STRING -> text.substring(text.indexOf('\'') + 1, text.length() - 1).replace("''", "'");
      case OPEN_STRING -> text.substring(text.indexOf('\'') + 1).replace("''", "'");
      case QUOTED_NAME -> text.substring(1, text.length() - 1).replace("``", "`");
      default -> text;
    };
  }
}
