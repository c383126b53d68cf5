/** Made-up rows that look like real ones, by expressions of the Datafaker library. */
package io.weir.runtime.connector.faker;
