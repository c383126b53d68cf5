package io.weir.runtime.connector;

import io.weir.runtime.request.Requests.Request;
import io.weir.runtime.stream.Batch;
import java.util.List;

/** Asks a table for the rows of keys. Used by one thread at a time. */
public interface LookupReader extends AutoCloseable {
  /** The most keys that one request may have. */
  int mostKeys();

  /**
   * A request for the rows of some keys, which may be run again after it has failed. The keys are
   * read before this returns. It throws a retryable {@link io.weir.runtime.error.WeirException} if
   * repeating it may help.
   *
   * @param rows a batch with the keys
   * @param columns the positions of the key columns, in the order in which the source was made
   * @param positions the rows of the batch that have the keys; no key is NULL
   * @param from the first of the positions
   * @param to behind the last of the positions
   */
  Request<LookupAnswer> request(
      Batch rows, List<Integer> columns, int[] positions, int from, int to);

  /** Ends what it has opened, at the latest when the requests that still run are done. */
  @Override
  void close();
}
