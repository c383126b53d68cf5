package io.weir.runtime.connector.generator;

/** Random numbers as a function of seed, event or row, and purpose (the mixer of SplitMix64). */
public record Draw(long seed) {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** 64 random bits; {@code purpose} tells the draws of one event apart. */
  public long bits(long event, int purpose) {
    long z = seed * 0xD1342543DE82EF95L + event * GOLDEN + purpose * 0xC2B2AE3D27D4EB4FL;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** A number from 0 to below {@code bound}. */
  public long below(long event, int purpose, long bound) {
    return scale(bits(event, purpose), bound);
  }

  /** The random bits as a number from 0 to below {@code bound}. */
  public static long scale(long bits, long bound) {
    return Math.multiplyHigh(bits >>> 1, bound << 1);
  }
}
