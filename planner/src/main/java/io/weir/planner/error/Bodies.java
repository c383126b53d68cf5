package io.weir.planner.error;

import io.weir.parser.source.SourceText;
import io.weir.parser.source.Span;
import io.weir.parser.statement.BodyText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * The bodies that take part in planning one statement: its own, and those of the views and computed
 * columns it uses. Each body gets a range of line numbers of its own, so that a position in a tree
 * tells both the body and the place in it.
 */
public final class Bodies {
  private static final int LINES_PER_BODY = 1 << 20;

  private final SourceText script;
  private final List<Entry> entries = new ArrayList<>();

  private record Entry(BodyText body, String owner) {}

  /**
   * @param script the text of the statement that is planned; only bodies taken from it have a place
   *     that can be shown
   */
  public Bodies(SourceText script) {
    this.script = script;
  }

  /**
   * Registers a body.
   *
   * @param owner what the body belongs to, such as {@code view "v"}; empty for the statement itself
   * @return the line number of its first line
   */
  public int add(BodyText body, String owner) {
    entries.add(new Entry(body, owner));
    return entries.size() * LINES_PER_BODY + 1;
  }

  /** The piece of the script that a position means, if it lies in the script. */
  public Optional<Span> span(SqlParserPos position) {
    return entry(position)
        .filter(entry -> entry.body.source() == script)
        .map(
            entry ->
                entry.body.spanOfPositions(
                    lineInBody(position.getLineNum()),
                    position.getColumnNum(),
                    lineInBody(position.getEndLineNum()),
                    position.getEndColumnNum()));
  }

  /** What the body at a position belongs to, with a colon; empty for the statement itself. */
  public String owner(SqlParserPos position) {
    return entry(position)
        .map(Entry::owner)
        .filter(owner -> !owner.isEmpty())
        .map(owner -> "in " + owner + ": ")
        .orElse("");
  }

  /** The text of a piece of a body, or an empty string where there is none. */
  public String text(SqlParserPos position) {
    return entry(position)
        .map(
            entry -> {
              Span span =
                  entry.body.spanOfPositions(
                      lineInBody(position.getLineNum()),
                      position.getColumnNum(),
                      lineInBody(position.getEndLineNum()),
                      position.getEndColumnNum());
              return entry.body.source().original().substring(span.start(), span.end());
            })
        .orElse("");
  }

  private Optional<Entry> entry(SqlParserPos position) {
    int index = position.getLineNum() / LINES_PER_BODY - 1;
    return index >= 0 && index < entries.size()
        ? Optional.of(entries.get(index))
        : Optional.empty();
  }

  private static int lineInBody(int line) {
    return line % LINES_PER_BODY;
  }
}
