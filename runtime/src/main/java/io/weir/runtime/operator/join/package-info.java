/**
 * Regular joins: rows of two inputs with equal keys, and a condition on each pair. Both inputs are
 * kept, and either may change; see {@link io.weir.runtime.operator.join.JoinOperator} for how a
 * batch is worked off.
 */
package io.weir.runtime.operator.join;
