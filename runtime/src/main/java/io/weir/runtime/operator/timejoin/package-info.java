/**
 * Joins that know time, and so forget: interval joins keep a row until the time of the other side
 * has passed its interval, window joins until the window ends, temporal joins until both sides have
 * passed its time. Rows lie in ordered tables by (bucket of time, key, time), so that what has
 * expired goes as a whole.
 */
package io.weir.runtime.operator.timejoin;
