/** The scheduler of production, and the only room with threads. */
package io.weir.runtime.execution.thread;
