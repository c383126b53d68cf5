/**
 * What travels on a channel: batches of rows, watermarks, idleness, barriers and the end, in order.
 */
package io.weir.runtime.stream;
