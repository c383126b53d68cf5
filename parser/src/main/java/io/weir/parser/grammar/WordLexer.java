package io.weir.parser.grammar;

import io.weir.parser.statement.ReservedWords;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.Vocabulary;

/**
 * Gives words their token types after they have been matched. One rule for all words and a hash
 * table keep the lexer's automaton to a few dozen states, where a rule per keyword would need
 * thousands, built lazily on the first query.
 */
public abstract class WordLexer extends Lexer {

  protected WordLexer(CharStream input) {
    super(input);
  }

  @Override
  public Token emit() {
    if (_type == StatementLexer.WORD) {
      setType(typeOf(getText()));
    }
    return super.emit();
  }

  private static int typeOf(String word) {
    Integer keyword = Words.TYPES.get(word.toUpperCase(Locale.ROOT));
    if (keyword != null) {
      return keyword;
    }
    return findForeign(word) < 0 ? StatementLexer.WORD : StatementLexer.FOREIGN;
  }

  /**
   * The index of the first character that cannot stand at its place in a word, or -1. Words consist
   * of letters, digits, underscores and dollar signs of any script, and start with a letter or
   * underscore.
   */
  public static int findForeign(String word) {
    int index = 0;
    while (index < word.length()) {
      int codePoint = word.codePointAt(index);
      boolean letter = Character.isLetter(codePoint) || codePoint == '_';
      boolean fits = letter || index > 0 && continuesWord(codePoint);
      if (!fits) {
        return index;
      }
      index += Character.charCount(codePoint);
    }
    return -1;
  }

  private static boolean continuesWord(int codePoint) {
    switch (Character.getType(codePoint)) {
      case Character.DECIMAL_DIGIT_NUMBER:
      case Character.LETTER_NUMBER:
      case Character.NON_SPACING_MARK:
      case Character.COMBINING_SPACING_MARK:
        return true;
      default:
        return codePoint == '$';
    }
  }

  /** Whether a token type is a keyword of the grammar (not: a reserved word it does not use). */
  public static boolean isKeyword(int tokenType) {
    return Words.KEYWORDS.containsKey(tokenType);
  }

  private static final class Words {
    static final Map<String, Integer> TYPES = new HashMap<>(1024);
    static final Map<Integer, String> KEYWORDS = new HashMap<>(512);

    static {
      for (String word : ReservedWords.all()) {
        TYPES.put(word, StatementLexer.RESERVED);
      }
      Vocabulary vocabulary = StatementLexer.VOCABULARY;
      List<String> matchedByRules = List.of(StatementLexer.ruleNames);
      for (int type = 1; type <= vocabulary.getMaxTokenType(); type++) {
        String name = vocabulary.getSymbolicName(type);
        if (type != StatementLexer.RESERVED && !matchedByRules.contains(name)) {
          TYPES.put(name, type);
          KEYWORDS.put(type, name);
        }
      }
    }
  }
}
