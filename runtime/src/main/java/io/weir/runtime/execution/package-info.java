/** Runs plans. See the sub-packages; this one holds what they share with the scheduler. */
package io.weir.runtime.execution;
