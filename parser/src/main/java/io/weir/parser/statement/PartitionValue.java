package io.weir.parser.statement;

import io.weir.parser.source.Span;

/**
 * {@code column = literal} of a static partition.
 *
 * @param value the text of the literal: decoded if it was a string, else as written
 */
public record PartitionValue(Identifier column, String value, Span span) {}
