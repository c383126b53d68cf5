package io.weir.planner;

import io.weir.runtime.connector.Committer;
import io.weir.runtime.connector.Connector;
import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.Sink;
import io.weir.runtime.connector.SinkWriter;
import io.weir.runtime.connector.Source;
import io.weir.runtime.connector.Split;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.connector.SplitReader;
import io.weir.runtime.connector.TableDescriptor;
import io.weir.runtime.type.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;

/** Tables that exist for planning only: every property that planning asks for is an option. */
final class TestConnector implements Connector {
  @Override
  public String name() {
    return "test";
  }

  @Override
  public String description() {
    return "Tables for planning tests.";
  }

  @Override
  public boolean isSource() {
    return true;
  }

  @Override
  public boolean isSink() {
    return true;
  }

  @Override
  public List<Option> options() {
    return List.of(
        Option.optional("bounded", Option.Kind.BOOLEAN, "false", "Whether the input ends."),
        Option.optional("rewindable", Option.Kind.BOOLEAN, "true", "Whether it can be reread."),
        Option.choice(
            "sink.changes",
            List.of("insert_only", "upsert", "any"),
            "insert_only",
            "What changes the sink takes."),
        Option.choice(
            "sink.commit-mode",
            List.of("transactional", "idempotent", "ephemeral", "at_least_once"),
            "transactional",
            "How the sink commits."));
  }

  private Options options(TableDescriptor table) {
    return Options.of(table.options(), options());
  }

  @Override
  public Source createSource(TableDescriptor table, List<Integer> columns) {
    Options options = options(table);
    return new TestSource(
        table.schema().project(columns), options.flag("bounded"), options.flag("rewindable"));
  }

  @Override
  public Sink createSink(TableDescriptor table) {
    String mode = options(table).text("sink.commit-mode").toUpperCase(Locale.ROOT);
    return new TestSink(Sink.CommitMode.valueOf(mode));
  }

  @Override
  public SinkInput sinkInput(TableDescriptor table) {
    return SinkInput.valueOf(options(table).text("sink.changes").toUpperCase(Locale.ROOT));
  }

  private record TestSource(Schema schema, boolean isBounded, boolean isRewindable)
      implements Source {
    @Override
    public String describe() {
      return (isBounded ? "bounded" : "endless") + " test data";
    }

    @Override
    public List<Split> discover() {
      throw new AssertionError("planning reads nothing");
    }

    @Override
    public void verify(List<Split> splits) {
      throw new AssertionError("planning reads nothing");
    }

    @Override
    public SplitReader open(Split split, SplitPosition position, BufferAllocator allocator) {
      throw new AssertionError("planning reads nothing");
    }
  }

  private record TestSink(CommitMode commitMode) implements Sink {
    @Override
    public Optional<String> remedy() {
      return Optional.of("'sink.commit-mode' = 'transactional'")
          .filter(option -> commitMode != CommitMode.TRANSACTIONAL);
    }

    @Override
    public String describe() {
      return "test sink";
    }

    @Override
    public void prepare() {
      throw new AssertionError("planning writes nothing");
    }

    @Override
    public SinkWriter createWriter(WriterContext context) {
      throw new AssertionError("planning writes nothing");
    }

    @Override
    public Committer createCommitter(String incarnation) {
      throw new AssertionError("planning writes nothing");
    }
  }
}
