/** Weir. */
package io.weir.runtime;
