/**
 * GROUP BY without windows: a changelog of one row for each key. One change a key and batch is
 * emitted, and none where the result is the same as before.
 */
package io.weir.runtime.operator.group;
