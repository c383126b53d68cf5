package io.weir.runtime.stream;

/** The last element of a channel. Counts as having delivered every later barrier. */
public record EndOfStream() implements StreamElement {
  public static final EndOfStream INSTANCE = new EndOfStream();
}
