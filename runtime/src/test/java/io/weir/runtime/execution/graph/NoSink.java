package io.weir.runtime.execution.graph;

import io.weir.runtime.connector.Committer;
import io.weir.runtime.connector.Sink;
import io.weir.runtime.connector.SinkWriter;

/** A sink of a plan that is only looked at. */
record NoSink() implements Sink {
  @Override
  public String describe() {
    return "nowhere";
  }

  @Override
  public CommitMode commitMode() {
    return CommitMode.EPHEMERAL;
  }

  @Override
  public void prepare() {}

  @Override
  public SinkWriter createWriter(WriterContext context) {
    throw new AssertionError("the plan is only looked at");
  }

  @Override
  public Committer createCommitter(String incarnation) {
    throw new AssertionError("the plan is only looked at");
  }
}
