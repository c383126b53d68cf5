/**
 * Functions that users write in Java against {@code io.weir.function}: loading their classes from
 * jars, finding out by reflection which SQL types they take and give, and calling them.
 *
 * <p>{@link io.weir.runtime.function.user.JavaForm} is the bridge between values of SQL and Java
 * objects; {@link io.weir.runtime.function.user.UserMethod} one method in SQL types; {@link
 * io.weir.runtime.function.user.UserClass} what kind of function a class is. A fault of a user's
 * class while it is inspected is a {@link io.weir.runtime.function.user.UserFunctionException}; one
 * while rows flow is an {@link io.weir.runtime.function.EvaluationException}, which gets its place
 * in the SQL text where every other one does.
 */
package io.weir.runtime.function.user;
