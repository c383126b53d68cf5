package io.weir.runtime.execution.graph;

import io.weir.runtime.plan.Distribution;

/**
 * A stream between two vertices.
 *
 * @param from the index of the producing vertex
 * @param to the index of the consuming vertex
 * @param input which input of the consumer's first node it is part of
 * @param distribution how its rows are spread: {@link Distribution#ANY} where each sender feeds the
 *     one receiver of its own number (modulo the number of receivers), which keeps the order of
 *     rows; never {@link Distribution#SINGLE}
 */
public record GraphEdge(int from, int to, int input, Distribution distribution) {}
