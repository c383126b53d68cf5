/**
 * What the tasklets of a job do: read splits, or run a chain of operators. Neither knows a thread,
 * a checkpoint's storage or another task.
 */
package io.weir.runtime.execution.task;
