package io.weir.runtime.operator.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A random script of one input whose rows come from several splits, each with its own watermark;
 * the input's is the least of them.
 */
abstract class RandomSplitScript implements RandomScript {
  static final long SECOND = 1_000;

  final Random random;

  /** What each split has reached. */
  final long[] splitWatermarks;

  final List<String> lines = new ArrayList<>();
  final List<String> expected = new ArrayList<>();
  long rowsLate;

  RandomSplitScript(long seed) {
    random = new Random(seed);
    splitWatermarks = new long[1 + random.nextInt(3)];
  }

  /** Writes a row of a split to the script, about {@code now}, and tells the model. */
  abstract void change(int split, long now);

  /** Writes rows, watermarks and barriers up to the end. */
  final void play() {
    long now = 0;
    long merged = 0;
    for (int step = 5 + random.nextInt(30); step > 0; step--) {
      int what = random.nextInt(10);
      if (what < 6) {
        now += random.nextInt(4) * SECOND;
        lines.add("rows");
        for (int i = random.nextInt(8); i >= 0; i--) {
          change(random.nextInt(splitWatermarks.length), now);
        }
      } else if (what < 9) {
        long least = Long.MAX_VALUE;
        for (long watermark : splitWatermarks) {
          least = Math.min(least, watermark);
        }
        if (least > merged) {
          merged = least;
          lines.add("watermark " + ScriptValues.timestampOf(least));
        }
      } else {
        lines.add("barrier");
      }
    }
    lines.add("end");
    lines.add("expect");
  }

  @Override
  public final List<String> lines() {
    return lines;
  }

  @Override
  public final List<List<String>> expected() {
    return List.of(expected);
  }

  @Override
  public final boolean isTable() {
    return false;
  }
}
