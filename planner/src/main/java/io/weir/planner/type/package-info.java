/** Types as Calcite sees them, and the way between those and the runtime's types. */
package io.weir.planner.type;
