/**
 * From a parsed body to a validated one: operators are replaced by those of the function registry,
 * what cannot be planned is refused with its position, names and types are resolved by Calcite's
 * validator, and what that reports is put in our words.
 */
package io.weir.planner.validate;
