/**
 * SQL types and schemas after resolution: what a column can hold and the one physical form it has
 * everywhere in the engine. Knows no SQL text and no vectors.
 */
package io.weir.runtime.type;
