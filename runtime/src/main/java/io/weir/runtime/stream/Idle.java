package io.weir.runtime.stream;

/** Do not wait for this channel's watermark until it sends a batch or a watermark again. */
public record Idle() implements StreamElement {
  public static final Idle INSTANCE = new Idle();
}
