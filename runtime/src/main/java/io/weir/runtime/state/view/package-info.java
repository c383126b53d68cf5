/**
 * State to be looked at: what lies in the entries of state tables as columns and rows. Reads what
 * {@code StoredState} opens, and knows what bytes mean from the declarations of tables.
 */
package io.weir.runtime.state.view;
