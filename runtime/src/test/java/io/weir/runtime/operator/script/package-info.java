/**
 * Operator scripts: a text file describes an operator, what it receives and what it must emit; it
 * is replayed row by row and whole, against an output that is full every other call, with a crash
 * and a restore at every barrier and between continuations, at changing parallelism, on every kind
 * of state. All runs must agree. {@link io.weir.runtime.operator.script.OperatorScriptTest} runs
 * the files in {@code src/test/resources/operators}.
 */
package io.weir.runtime.operator.script;
