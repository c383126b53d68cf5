package io.weir.parser;

import io.weir.parser.source.SourceException;
import io.weir.parser.source.Span;
import java.util.Optional;

/** A statement that does not follow the grammar, or asks for something the dialect leaves out. */
public final class ParseException extends SourceException {
  private static final long serialVersionUID = 1L;

  public ParseException(String problem, Span span, Optional<String> hint) {
    super(problem, span, hint);
  }

  ParseException(String problem, Span span, String hint) {
    this(problem, span, Optional.of(hint));
  }

  ParseException(String problem, Span span) {
    this(problem, span, Optional.empty());
  }
}
