package io.weir.runtime.execution.task;

import io.weir.runtime.execution.IoExecutor;
import io.weir.runtime.execution.IoRequests;
import io.weir.runtime.execution.Waker;
import io.weir.runtime.plan.SourceNode;
import io.weir.runtime.request.Requests;
import io.weir.runtime.time.Clock;
import org.apache.arrow.memory.BufferAllocator;

/**
 * One parallel instance of a source, with what it works with.
 *
 * @param node the source
 * @param operatorId its stable id
 * @param subtask which instance, from 0
 * @param allocator of what it reads
 * @param clock measures idleness
 * @param io where splits are opened
 * @param waker told when a split is open
 * @param metrics its figures
 */
public record SourceInstance(
    SourceNode node,
    String operatorId,
    int subtask,
    BufferAllocator allocator,
    Clock clock,
    IoExecutor io,
    Waker waker,
    SourceMetrics metrics) {
  /** Where a reader's work goes that blocks. */
  Requests requests() {
    return new IoRequests(io, waker);
  }
}
