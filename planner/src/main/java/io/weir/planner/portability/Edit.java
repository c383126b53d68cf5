package io.weir.planner.portability;

import io.weir.parser.source.Span;

/**
 * A piece of a statement that is written otherwise on a cluster.
 *
 * @param span the piece of the script
 * @param text what is sent in its place
 */
public record Edit(Span span, String text) {}
