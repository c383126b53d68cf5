package io.weir.parser.statement;

import io.weir.parser.source.SourceText;

/** The text of a scalar expression, to be read by the expression parser. */
public record ExpressionText(SourceText source, int start, int end) implements BodyText {}
