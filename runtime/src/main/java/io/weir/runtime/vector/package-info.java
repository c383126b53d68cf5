/**
 * Arrow as the container of values, and the few small classes through which hot loops reach its
 * buffers by address.
 */
package io.weir.runtime.vector;
