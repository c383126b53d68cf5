/** Faults at run time that a user can act on. */
package io.weir.runtime.error;
