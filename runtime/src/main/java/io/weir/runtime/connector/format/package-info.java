/**
 * How rows lie in files. A format decodes one file at a time into batches and knows nothing of
 * directories, globs or checkpoints; a sub-package for each format, and {@code text} for what those
 * made of characters share.
 */
package io.weir.runtime.connector.format;
