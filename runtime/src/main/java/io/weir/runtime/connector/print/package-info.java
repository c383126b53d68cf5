/** A sink that prints rows on the console, for people who try something out. */
package io.weir.runtime.connector.print;
