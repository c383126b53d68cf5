/** A message, or a line, that is one value as it stands. */
package io.weir.runtime.connector.format.raw;
