package io.weir.runtime.stream;

/**
 * What travels on a channel, in order. A receiver handles elements strictly in the order in which
 * they arrive: a watermark or barrier speaks about everything that came before it on the same
 * channel.
 */
public sealed interface StreamElement permits Batch, Watermark, Idle, Barrier, EndOfStream {}
