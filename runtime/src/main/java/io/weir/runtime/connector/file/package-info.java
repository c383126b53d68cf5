/** Tables that are files: the {@code filesystem} connector. */
package io.weir.runtime.connector.file;
