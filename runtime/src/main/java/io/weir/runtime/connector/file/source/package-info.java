/**
 * Reading files: which files a path means, one split for each, what fixes a file so that a restart
 * reads the same bytes, and what is added to the rows that a format decodes.
 */
package io.weir.runtime.connector.file.source;
