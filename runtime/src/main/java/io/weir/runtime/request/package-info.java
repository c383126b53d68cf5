/** Work that blocks, which operators, sources and sinks have done elsewhere. */
package io.weir.runtime.request;
