/**
 * The engine under a seed: the tasklets of production, stepped by one thread in an order that the
 * seed picks, over a file system that tears and forgets what was not synced, with crashes at any
 * step. What the sinks have published is compared with what should have come out, computed without
 * the engine.
 */
package io.weir.runtime.simulation;
