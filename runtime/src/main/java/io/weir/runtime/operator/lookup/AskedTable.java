package io.weir.runtime.operator.lookup;

import io.weir.runtime.connector.LookupAnswer;
import io.weir.runtime.connector.LookupReader;
import io.weir.runtime.connector.LookupSettings;
import io.weir.runtime.connector.LookupSource;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.request.Pending;
import io.weir.runtime.request.Requests.Request;
import io.weir.runtime.stream.Batch;
import java.util.ArrayList;
import java.util.List;

/**
 * A table that is asked for the keys of a batch: some requests at a time, each for many keys; one
 * that fails is repeated after a while.
 */
final class AskedTable implements AutoCloseable {
  private static final int MOST_REQUESTS = 4;
  private static final long FIRST_WAIT_MILLIS = 100;
  private static final long LONGEST_WAIT_MILLIS = 10_000;

  private final LookupTable table;
  private final LookupSettings settings;
  private final LookupReader reader;
  private final OperatorContext context;
  private final FoundRows found;
  private final List<Asking> running = new ArrayList<>();
  private final List<Asking> waiting = new ArrayList<>();

  AskedTable(LookupTable table, FoundRows found, OperatorContext context) {
    LookupSource source = table.asked().orElseThrow();
    this.table = table;
    this.settings = source.settings();
    this.reader = source.open();
    this.found = found;
    this.context = context;
  }

  /**
   * Asks for keys, of which the k-th is entry k of what the answers go to.
   *
   * @param columns the positions of all key columns of the join in the batch
   * @param positions the rows of the batch that have the keys
   */
  void ask(Batch batch, List<Integer> columns, int[] positions, int count) {
    List<Integer> asked = table.askedKeys().stream().map(columns::get).toList();
    int most = reader.mostKeys();
    int requests = Math.max((count + most - 1) / most, 1);
    int size = (count + requests - 1) / requests;
    for (int from = 0; from < count; from += size) {
      int to = Math.min(count, from + size);
      waiting.add(new Asking(reader.request(batch, asked, positions, from, to), from, to));
    }
    submit();
  }

  private void submit() {
    long now = context.clock().wallMillis();
    for (int i = 0; i < waiting.size() && running.size() < MOST_REQUESTS; ) {
      Asking asking = waiting.get(i);
      if (asking.notBeforeMillis > now) {
        i++;
        continue;
      }
      waiting.remove(i);
      asking.answer = context.requests().submit(asking.request);
      running.add(asking);
    }
  }

  /** Whether nothing can be done until an answer is there or some time has passed. */
  boolean isAwaiting() {
    for (Asking asking : running) {
      if (asking.answer.isDone()) {
        return false;
      }
    }
    if (running.size() < MOST_REQUESTS && !waiting.isEmpty()) {
      long now = context.clock().wallMillis();
      return waiting.stream().allMatch(asking -> asking.notBeforeMillis > now);
    }
    return !running.isEmpty();
  }

  /** Takes the answers that are there; returns whether all are. */
  boolean isAnswered(RowsByKey rows) {
    for (int i = 0; i < running.size(); ) {
      if (running.get(i).answer.isDone()) {
        take(running.remove(i), rows);
      } else {
        i++;
      }
    }
    submit();
    return running.isEmpty() && waiting.isEmpty();
  }

  private void take(Asking asking, RowsByKey rows) {
    LookupAnswer answer;
    try {
      answer = asking.answer.take();
    } catch (WeirException failure) {
      if (!failure.isRetryable() || asking.failures >= settings.maxRetries()) {
        throw failure;
      }
      long wait = Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS << Math.min(asking.failures, 10));
      asking.failures++;
      asking.notBeforeMillis = context.clock().wallMillis() + wait;
      waiting.add(asking);
      return;
    }
    try (answer) {
      for (Batch batch = answer.next(context.allocator());
          batch != null;
          batch = answer.next(context.allocator())) {
        found.keep(batch, asking.from, asking.to, rows);
      }
    }
  }

  @Override
  public void close() {
    running.forEach(asking -> asking.answer.close());
    running.clear();
    reader.close();
  }

  /** A request, and what has come of it so far. */
  private static final class Asking {
    final Request<LookupAnswer> request;
    final int from;
    final int to;
    Pending<LookupAnswer> answer;
    int failures;
    long notBeforeMillis = Long.MIN_VALUE;

    Asking(Request<LookupAnswer> request, int from, int to) {
      this.request = request;
      this.from = from;
      this.to = to;
    }
  }
}
