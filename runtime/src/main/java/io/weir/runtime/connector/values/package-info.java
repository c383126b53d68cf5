/** Rows that are written in the query itself: VALUES, and SELECT without FROM. */
package io.weir.runtime.connector.values;
