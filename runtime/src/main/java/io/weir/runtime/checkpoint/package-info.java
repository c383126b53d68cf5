/**
 * Checkpoints on disk. {@code CheckpointStorage} keeps a job's manifests and the files that they
 * share under names made from their content, and removes what no manifest needs; {@code
 * ManifestCodec} is the format.
 *
 * <pre>
 * checkpoints/7/MANIFEST.json          a checkpoint exists if and only if its manifest does
 * checkpoints/shared/4f…a1.sst         a file of state, by the SHA-256 of its content
 * </pre>
 *
 * <p>Everything that a manifest names, and its directory, is durable before the manifest is
 * written; the manifest is written under a temporary name, synced, renamed, and its directory
 * synced.
 */
package io.weir.runtime.checkpoint;
