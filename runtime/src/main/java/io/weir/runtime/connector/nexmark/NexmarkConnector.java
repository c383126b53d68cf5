package io.weir.runtime.connector.nexmark;

import io.weir.runtime.connector.Connector;
import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.Sink;
import io.weir.runtime.connector.Source;
import io.weir.runtime.connector.TableDescriptor;
import io.weir.runtime.error.Suggestions;
import io.weir.runtime.time.Clock;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.type.TypeKind;
import java.util.List;

/**
 * {@code 'connector' = 'nexmark'}: the events of the Nexmark benchmark, made up as they are read.
 */
public final class NexmarkConnector implements Connector {
  static final String EVENT_TYPE = "event_type";
  private static final List<String> KINDS = List.of("person", "auction", "bid");
  private static final List<String> COLUMNS = List.of(EVENT_TYPE, "person", "auction", "bid");

  private final Clock clock;

  /** {@code clock} paces events that come at their rate in real time. */
  public NexmarkConnector(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "nexmark";
  }

  @Override
  public String description() {
    return "Makes up the events of the Nexmark benchmark: people, auctions and bids.";
  }

  @Override
  public String guarantees() {
    return "Reading can go on from any position: every event is a function of the seed and its number, "
        + "at any parallelism and after any crash.";
  }

  @Override
  public boolean isSource() {
    return true;
  }

  @Override
  public boolean isSink() {
    return false;
  }

  @Override
  public List<Option> options() {
    return NexmarkSettings.OPTIONS;
  }

  @Override
  public Source createSource(TableDescriptor table, List<Integer> columns) {
    Options options = Options.of(table.options(), options());
    NexmarkSettings settings = NexmarkSettings.of(options);
    table.schema().fields().forEach(field -> check(field, table, settings));
    Schema schema = table.schema().project(columns);
    return new NexmarkSource(schema, settings, NexmarkSource.allFields(schema), clock);
  }

  /** Which kind of event a ROW column holds. */
  static byte kindOf(String column) {
    return (byte) KINDS.indexOf(column);
  }

  private static void check(Field column, TableDescriptor table, NexmarkSettings settings) {
    boolean isMetadata = table.metadata().containsKey(column.name());
    if (isMetadata || !COLUMNS.contains(column.name())) {
      throw misfit(
          (isMetadata ? "metadata column \"" : "column \"")
              + column.name()
              + "\" is none of the benchmark's: "
              + String.join(", ", COLUMNS),
          Suggestions.didYouMean(column.name(), COLUMNS));
    }
    if (column.name().equals(EVENT_TYPE)) {
      if (column.type().kind() != TypeKind.INT) {
        throw misfit("column \"" + EVENT_TYPE + "\" must be INT, not " + column.type(), null);
      }
      return;
    }
    if (column.type().kind() != TypeKind.ROW) {
      throw misfit("column \"" + column.name() + "\" must be a ROW, not " + column.type(), null);
    }
    List<EventField> known = EventFields.of(kindOf(column.name()), settings);
    column.type().fields().forEach(field -> checkField(column.name(), field, known));
  }

  private static void checkField(String column, Field field, List<EventField> known) {
    for (EventField candidate : known) {
      if (candidate.name().equals(field.name())) {
        checkType(column, field, candidate.type());
        return;
      }
    }
    List<String> names = known.stream().map(EventField::name).toList();
    String near = Suggestions.didYouMean(field.name(), names);
    throw misfit(
        "field \"" + field.name() + "\" is none of the benchmark's \"" + column + "\"",
        near != null ? near : "there are: " + String.join(", ", names));
  }

  private static void checkType(String column, Field field, TypeKind expected) {
    LogicalType type = field.type();
    boolean fits =
        type.kind() == expected
            && switch (expected) {
              case VARCHAR -> type.precision() == LogicalType.UNBOUNDED_LENGTH;
              case TIMESTAMP -> type.precision() >= 3;
              default -> true;
            };
    if (!fits) {
      String name = expected == TypeKind.VARCHAR ? "STRING" : expected.toString();
      throw misfit(
          "field \"" + field.name() + "\" of column \"" + column + "\" is " + type,
          "declare it as " + (expected == TypeKind.TIMESTAMP ? "TIMESTAMP(3)" : name));
    }
  }

  private static OptionException misfit(String message, String hint) {
    return new OptionException("connector", "connector 'nexmark': " + message, hint);
  }

  @Override
  public Sink createSink(TableDescriptor table) {
    throw new OptionException("connector", "a 'nexmark' table cannot be written", null);
  }

  @Override
  public SinkInput sinkInput(TableDescriptor table) {
    throw new OptionException("connector", "a 'nexmark' table cannot be written", null);
  }
}
