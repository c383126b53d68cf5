/** Made-up rows: random values within limits, and sequences. */
package io.weir.runtime.connector.datagen;
