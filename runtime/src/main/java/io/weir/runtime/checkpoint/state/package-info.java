/**
 * The state that a checkpoint holds, to be listed and to be read as tables, beside the job and
 * without it. A checkpoint never changes, so a job may run, in this process or another one, while
 * its checkpoints are read.
 */
package io.weir.runtime.checkpoint.state;
