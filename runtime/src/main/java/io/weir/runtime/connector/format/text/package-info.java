/**
 * What the formats made of characters share: a window over the bytes of a file, parsers of numbers
 * and times that work on addresses, and builders that write parsed values into Arrow buffers
 * without an object per value.
 */
package io.weir.runtime.connector.format.text;
