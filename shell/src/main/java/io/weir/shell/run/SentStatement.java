package io.weir.shell.run;

import io.weir.parser.source.SourceText;
import io.weir.parser.source.Span;
import io.weir.planner.portability.Edit;
import io.weir.planner.portability.StatementReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A statement as it is sent to another engine, which can tell where each piece of it comes from.
 */
public final class SentStatement {
  /**
   * A piece of what is sent.
   *
   * @param start offset in the text that is sent
   * @param source what was written, with variables filled in; empty if the piece was made up
   * @param origin the place in the script
   */
  private record Piece(int start, Optional<SourceText> source, Span origin) {}

  private final StringBuilder text = new StringBuilder();
  private final List<Piece> pieces = new ArrayList<>();
  private final String script;

  private SentStatement(String script) {
    this.script = script;
  }

  /** The statement of a report, with its edits done and variables filled in. */
  static SentStatement of(String script, StatementReport report, Session session) {
    SentStatement sent = new SentStatement(script);
    int end = report.span().start();
    for (Edit edit : report.edits()) {
      sent.addWritten(end, edit.span().start(), session);
      sent.pieces.add(new Piece(sent.text.length(), Optional.empty(), edit.span()));
      sent.text.append(edit.text());
      end = edit.span().end();
    }
    sent.addWritten(end, report.span().end(), session);
    return sent;
  }

  private void addWritten(int start, int end, Session session) {
    if (start < end) {
      SourceText source = session.substitute(script.substring(start, end));
      Span origin = SourceText.of(script).span(start, end);
      pieces.add(new Piece(text.length(), Optional.of(source), origin));
      text.append(source.text());
    }
  }

  /** What is sent. */
  public String text() {
    return text.toString();
  }

  /** The place in the script of lines and columns of the text, which count from 1. */
  public Span place(int line, int column, int endLine, int endColumn) {
    int from = original(offset(line, column), false);
    int to = original(Math.min(text.length(), offset(endLine, endColumn) + 1), true);
    return SourceText.of(script).span(from, Math.max(from, to));
  }

  private int offset(int line, int column) {
    int offset = 0;
    for (int passed = 1; passed < line; passed++) {
      int newline = text.indexOf("\n", offset);
      if (newline < 0) {
        break;
      }
      offset = newline + 1;
    }
    return Math.max(0, Math.min(text.length(), offset + column - 1));
  }

  private int original(int offset, boolean isEnd) {
    Piece piece = pieces.get(0);
    for (Piece each : pieces) {
      if (isEnd ? each.start() < offset : each.start() <= offset) {
        piece = each;
      }
    }
    Span origin = piece.origin();
    if (piece.source().isEmpty()) {
      return isEnd ? origin.end() : origin.start();
    }
    SourceText source = piece.source().get();
    int within = Math.max(0, Math.min(source.text().length(), offset - piece.start()));
    Span place = source.span(isEnd ? 0 : within, within);
    return origin.start() + (isEnd ? place.end() : place.start());
  }
}
