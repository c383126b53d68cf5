/** A sink that throws rows away, for measurements. */
package io.weir.runtime.connector.blackhole;
