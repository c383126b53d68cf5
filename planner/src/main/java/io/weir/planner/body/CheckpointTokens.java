package io.weir.planner.body;

import io.weir.planner.body.generated.BodyParserImplConstants;
import io.weir.planner.body.generated.BodyParserImplTokenManager;
import io.weir.planner.body.generated.Token;
import io.weir.planner.catalog.StateCatalog;
import io.weir.planner.error.PlanningException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * The tokens of a body, in which {@code STATE(…) AS OF CHECKPOINT n} has become {@code STATE(…,
 * CHECKPOINT => n)}, for which Calcite's grammar has a place. Tokens keep their positions.
 */
final class CheckpointTokens extends BodyParserImplTokenManager {
  private static final List<String> CLAUSE = List.of("AS", "OF", StateCatalog.CHECKPOINT);

  private final BodyParserImplTokenManager tokens;

  /** Tokens that have been read and not handed out. */
  private final Deque<Token> ahead = new ArrayDeque<>();

  /** How many parentheses are open within a call of STATE; 0 outside. */
  private int depth;

  private boolean isBehindName;

  /** The tokens that {@code tokens} finds. */
  CheckpointTokens(BodyParserImplTokenManager tokens) {
    super(null);
    this.tokens = tokens;
  }

  @Override
  public void SwitchTo(int lexicalState) {
    tokens.SwitchTo(lexicalState);
  }

  @Override
  public Token getNextToken() {
    Token token = ahead.isEmpty() ? tokens.getNextToken() : ahead.poll();
    if (token.kind == BodyParserImplConstants.LPAREN && (depth > 0 || isBehindName)) {
      depth++;
    } else if (token.kind == BodyParserImplConstants.RPAREN && depth > 0) {
      depth--;
      if (depth == 0) {
        return behindCall(token);
      }
    }
    isBehindName = isWord(token, StateCatalog.FUNCTION);
    return token;
  }

  /** What comes at the end of a call: its parenthesis, or the checkpoint before it. */
  private Token behindCall(Token end) {
    isBehindName = false;
    List<Token> clause = new ArrayList<>();
    for (String word : CLAUSE) {
      Token next = ahead.isEmpty() ? tokens.getNextToken() : ahead.poll();
      clause.add(next);
      if (!isWord(next, word)) {
        putBack(clause);
        return end;
      }
    }
    Token number = ahead.isEmpty() ? tokens.getNextToken() : ahead.poll();
    if (number.kind != BodyParserImplConstants.UNSIGNED_INTEGER_LITERAL) {
      throw new PlanningException(
          new SqlParserPos(number.beginLine, number.beginColumn, number.endLine, number.endColumn),
          "a checkpoint is named by its number",
          "SHOW CHECKPOINTS FOR JOB 'job' lists them");
    }
    Token name = clause.get(2);
    ahead.addFirst(at(number, BodyParserImplConstants.RPAREN, ")"));
    ahead.addFirst(number);
    ahead.addFirst(at(name, BodyParserImplConstants.NAMED_ARGUMENT_ASSIGNMENT, "=>"));
    ahead.addFirst(at(name, BodyParserImplConstants.IDENTIFIER, StateCatalog.CHECKPOINT));
    return at(clause.get(0), BodyParserImplConstants.COMMA, ",");
  }

  private void putBack(List<Token> read) {
    for (int i = read.size() - 1; i >= 0; i--) {
      ahead.addFirst(read.get(i));
    }
  }

  private static boolean isWord(Token token, String word) {
    return token.image != null && token.image.toUpperCase(Locale.ROOT).equals(word);
  }

  private static Token at(Token place, int kind, String image) {
    Token token = Token.newToken(kind);
    token.kind = kind;
    token.image = image;
    token.beginLine = place.beginLine;
    token.beginColumn = place.beginColumn;
    token.endLine = place.endLine;
    token.endColumn = place.endColumn;
    return token;
  }
}
