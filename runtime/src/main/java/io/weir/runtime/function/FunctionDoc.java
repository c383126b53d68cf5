package io.weir.runtime.function;

/**
 * What a user reads about a function. The example is run as a test.
 *
 * @param text one or two sentences
 * @param example an expression over literals
 * @param result what the example gives, as a literal; or empty where it differs from call to call
 */
public record FunctionDoc(String text, String example, String result) {}
