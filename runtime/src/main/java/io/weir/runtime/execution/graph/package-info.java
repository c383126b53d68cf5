/**
 * From plans to a job graph: which operators share a tasklet, how many tasklets there are, and how
 * rows travel between them.
 */
package io.weir.runtime.execution.graph;
