/** Projection and filter: what needs no state and looks at one row at a time. */
package io.weir.runtime.operator.calc;
