/**
 * Apache Avro: messages in its binary encoding, and object container files. Schemas come from
 * tables, or from the files that are read; values go between bytes and vectors directly.
 */
package io.weir.runtime.connector.format.avro;
