/** Checkpoints on disk: manifest, content-addressed files, retention and restore. */
package io.weir.runtime.checkpoint;
