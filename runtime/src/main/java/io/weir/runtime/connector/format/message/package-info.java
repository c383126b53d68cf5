/** Formats of single messages, as Kafka has them: one message is one row, or none. */
package io.weir.runtime.connector.format.message;
