/**
 * Order and limits: ORDER BY over bounded input, LIMIT, and the final rows of a changelog, all of
 * which speak at the end of the input.
 */
package io.weir.runtime.operator.sort;
