package io.weir.runtime.operator.lookup;

import io.weir.runtime.connector.LookupSettings;

/**
 * What lookups have found, within bounds of number and age. Two generations: what is found or asked
 * for again goes to the young one; when that holds half of what is allowed, the old one is
 * forgotten and the young one becomes old. So a key that is not asked for is forgotten after
 * between half and all of the allowed number of others, without an order of all keys.
 */
final class PartialCache implements AutoCloseable {
  /** Nothing is known of a key. */
  static final long UNKNOWN = -1;

  private final LookupSettings settings;
  private final long mostPerGeneration;
  private RowsByKey young = new RowsByKey();
  private RowsByKey old = new RowsByKey();

  PartialCache(LookupSettings settings) {
    this.settings = settings;
    this.mostPerGeneration =
        settings.cache() == LookupSettings.Cache.PARTIAL ? Math.max(1, settings.maxRows() / 2) : 0;
  }

  /**
   * The first row of a key, {@link RowsByKey#NO_ROW} if it is known to have none, or {@link
   * #UNKNOWN}. Rows stay where they are until the next {@link #put}.
   */
  long find(long key, int length, int hash, long nowMillis) {
    int entry = young.find(key, length, hash);
    if (entry != RowsByKey.ABSENT && !isExpired(young, entry, nowMillis)) {
      young.touch(entry, nowMillis);
      return young.first(entry);
    }
    int older = old.find(key, length, hash);
    if (older == RowsByKey.ABSENT || isExpired(old, older, nowMillis)) {
      return UNKNOWN;
    }
    if (entry == RowsByKey.ABSENT && young.count() < mostPerGeneration) {
      int copy = young.copy(old, older);
      young.stamp(copy, old.written(older), nowMillis);
    }
    old.touch(older, nowMillis);
    return old.first(older);
  }

  private boolean isExpired(RowsByKey rows, int entry, long nowMillis) {
    long afterWrite = settings.expireAfterWriteMillis();
    long afterAccess = settings.expireAfterAccessMillis();
    return afterWrite > 0 && nowMillis - rows.written(entry) >= afterWrite
        || afterAccess > 0 && nowMillis - rows.accessed(entry) >= afterAccess;
  }

  /** Takes what was found at a time. */
  void put(RowsByKey found, long nowMillis) {
    if (mostPerGeneration == 0) {
      return;
    }
    for (int i = 0; i < found.count(); i++) {
      if (found.first(i) == RowsByKey.NO_ROW && !settings.cachesMissing()) {
        continue;
      }
      int entry = young.findEntry(found, i);
      if (entry != RowsByKey.ABSENT) {
        young.removeRows(entry);
      } else if (young.count() >= mostPerGeneration) {
        turn();
      }
      young.stamp(young.copy(found, i), nowMillis, nowMillis);
    }
  }

  /** The young generation becomes the old one. */
  private void turn() {
    RowsByKey forgotten = old;
    forgotten.clear();
    old = settings.maxRows() == 1 ? forgotten : young;
    young = settings.maxRows() == 1 ? young : forgotten;
    if (settings.maxRows() == 1) {
      young.clear();
    }
  }

  @Override
  public void close() {
    young.close();
    old.close();
  }
}
