/**
 * Functions that users define: by a class, whose kind and types its methods tell, or by an
 * expression, which takes the place of each call while a query is bound.
 */
package io.weir.planner.function;
