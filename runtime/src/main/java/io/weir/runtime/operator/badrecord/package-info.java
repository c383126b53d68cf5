/**
 * Where the ways of rows and of records that could not be read part, behind a source that keeps
 * both. Needs no state.
 */
package io.weir.runtime.operator.badrecord;
