/** GROUPING SETS, ROLLUP and CUBE: each row once for each grouping set. */
package io.weir.runtime.operator.expand;
