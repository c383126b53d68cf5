/** Figures that the engine keeps about itself. */
package io.weir.runtime.metric;
