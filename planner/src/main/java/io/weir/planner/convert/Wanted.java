package io.weir.planner.convert;

import java.util.List;

/**
 * What a consumer can do with changes.
 *
 * @param isUpsert whether it replaces by {@code key}, so that it needs no old rows
 * @param key columns of the stream it consumes; empty unless {@code isUpsert}
 */
record Wanted(boolean isUpsert, List<Integer> key) {
  /** A consumer that must see what leaves. */
  static final Wanted RETRACT = new Wanted(false, List.of());

  Wanted {
    key = List.copyOf(key);
  }

  static Wanted upsert(List<Integer> key) {
    return new Wanted(true, key);
  }
}
