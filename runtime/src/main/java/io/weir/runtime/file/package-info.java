/** Durable files behind an interface. */
package io.weir.runtime.file;
