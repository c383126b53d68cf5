/** CSV. */
package io.weir.runtime.connector.format.csv;
