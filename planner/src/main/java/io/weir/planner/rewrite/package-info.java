/** The phases that rewrite relational algebra before it is converted, in one ordered list. */
package io.weir.planner.rewrite;
