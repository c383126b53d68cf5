/** Time as the engine sees it. */
package io.weir.runtime.time;
