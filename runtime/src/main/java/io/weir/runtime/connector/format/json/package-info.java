/**
 * JSON lines: one object a line. A scanner that knows the columns writes values straight into
 * vectors; what it does not expect goes to Jackson, value by value or line by line.
 */
package io.weir.runtime.connector.format.json;
