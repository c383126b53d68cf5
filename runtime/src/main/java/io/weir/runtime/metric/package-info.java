/**
 * Figures that the engine keeps about itself. They are written by the thread that steps a task,
 * mostly to plain fields, and read by others at any time, so that a reader may see a value that is
 * a moment old; nothing is done for each row. What takes longer to find out is asked for a few
 * times a second, and handed over as a whole.
 */
package io.weir.runtime.metric;
