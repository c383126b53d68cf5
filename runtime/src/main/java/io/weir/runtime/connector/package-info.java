/** Sources and sinks: the contracts, and a sub-package for each connector and format. */
package io.weir.runtime.connector;
