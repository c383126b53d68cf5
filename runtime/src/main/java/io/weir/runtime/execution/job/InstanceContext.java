package io.weir.runtime.execution.job;

import io.weir.runtime.metric.OperatorMetrics;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.request.Requests;
import io.weir.runtime.state.StateTables;
import io.weir.runtime.time.Clock;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/** What one operator instance is told and given. */
record InstanceContext(
    int subtask,
    int parallelism,
    BufferAllocator allocator,
    StateTables state,
    List<byte[]> restoredState,
    boolean isFreshStart,
    long restoredWatermark,
    String incarnation,
    Clock clock,
    Requests requests,
    OperatorMetrics metrics)
    implements OperatorContext {}
