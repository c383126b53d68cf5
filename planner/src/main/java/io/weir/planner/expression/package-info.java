/** From Calcite's row expressions to the runtime's expressions, positions included. */
package io.weir.planner.expression;
