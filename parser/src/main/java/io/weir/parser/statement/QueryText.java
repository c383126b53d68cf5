package io.weir.parser.statement;

import io.weir.parser.source.SourceText;

/** The text of a query, to be read by the query parser. */
public record QueryText(SourceText source, int start, int end) implements BodyText {}
