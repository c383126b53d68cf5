package io.weir.runtime.execution.job;

import io.weir.runtime.execution.task.TaskControl;
import io.weir.runtime.execution.task.TaskListener;
import org.apache.arrow.memory.BufferAllocator;

/** What all tasks of a job share. */
record TaskWiring(
    BufferAllocator allocator,
    TaskControl control,
    TaskListener listener,
    RunMetrics metrics,
    Resources resources) {}
