/**
 * From one kind of changelog to another, by key: what a table holds under each key is kept, so that
 * old rows can be told, or the row that stays after another one has left.
 */
package io.weir.runtime.operator.materialize;
