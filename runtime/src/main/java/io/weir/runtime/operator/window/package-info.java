/**
 * Windows over event time: which windows a row belongs to, windows as columns, and aggregation by
 * key and window. Rows are collected in slices, pieces of time that no window cuts through, so that
 * overlapping windows share them (Li et al., "No Pane, No Gain", 2005).
 */
package io.weir.runtime.operator.window;
