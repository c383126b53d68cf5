/** Figures and health of the jobs of this process, over HTTP, for those who watch it. */
package io.weir.shell.metrics;
