package io.weir.parser.statement;

import io.weir.parser.source.Span;

/**
 * {@code WATERMARK FOR column AS expression}.
 *
 * @param column one part, or more for a field of a ROW column
 */
public record WatermarkDefinition(QualifiedName column, ExpressionText expression, Span span) {}
