/**
 * From relational algebra to the runtime's plan nodes: one converter for each kind of relational
 * expression. What must be known about columns on the way (time attributes and why they were lost,
 * windows) travels beside the nodes in {@link io.weir.planner.convert.Stream}.
 */
package io.weir.planner.convert;
