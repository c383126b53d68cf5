package io.weir.runtime.state;

import java.util.List;

/** Where the parts of something that takes long can run at the same time. */
public interface Lanes {
  /** One part after the other. */
  Lanes ONE =
      new Lanes() {
        @Override
        public int width() {
          return 1;
        }

        @Override
        public void run(List<Runnable> parts) {
          parts.forEach(Runnable::run);
        }
      };

  /** How many parts at the same time make sense. */
  int width();

  /**
   * Runs all parts, in any order, and returns when none runs any more. What one of them throws is
   * thrown again; those that had not begun are left out then.
   */
  void run(List<Runnable> parts);
}
