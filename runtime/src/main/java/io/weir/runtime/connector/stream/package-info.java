/**
 * Tables that are read as bytes come, once, and cannot be read again: standard input and sockets.
 */
package io.weir.runtime.connector.stream;
