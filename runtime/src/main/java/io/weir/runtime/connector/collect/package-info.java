/** The sink of a SELECT: hands its rows to whoever shows them. */
package io.weir.runtime.connector.collect;
