/**
 * Scalar functions and operators: what each is called, takes, gives and computes, in one place.
 *
 * <h2>How to add a function</h2>
 *
 * <p>Most functions are a <b>static method with an annotation</b> in a family class ({@code
 * StringFunctions}, …); a new family class is one line in {@link
 * io.weir.runtime.function.Functions#families}. The planner learns the signature from the method,
 * the documentation and one test come from the annotation:
 *
 * <pre>{@code
 * @SqlFunction(
 *     name = "SPLIT_INDEX",
 *     doc = "The part number `index` (from 0) of `text` split at each `separator`; NULL if ...",
 *     example = "SPLIT_INDEX('a,b,c', ',', 1)",
 *     result = "'b'")
 * static boolean splitIndex(Slice text, Slice separator, int index, SliceOutput out) { ... }
 * }</pre>
 *
 * <ul>
 *   <li><b>Arguments.</b> {@link io.weir.runtime.function.Slice} is STRING (UTF-8 bytes, not
 *       copied, valid during the call only), {@code int} INT, {@code long} BIGINT, {@code double}
 *       DOUBLE, {@code float} FLOAT, {@code boolean} BOOLEAN, {@code BigDecimal} DECIMAL of any
 *       precision and scale. Other SQL types of the same form are named: {@code @SqlType("DATE")
 *       int days}, {@code @SqlType("TIMESTAMP(6)") long micros}, {@code @SqlType("BYTES") Slice
 *       bytes}. Forms are those of {@link io.weir.runtime.type.TypeKind}. {@code Slice[]} takes any
 *       number of strings and comes last. Implicit casts ({@link
 *       io.weir.runtime.function.ImplicitCasts}) happen before the call. Methods of the same name
 *       are overloads; the nearest one wins. Optional arguments are overloads.
 *   <li><b>NULL.</b> Any NULL argument makes the result NULL and the method is not called; except
 *       for parameters with {@link io.weir.runtime.function.SqlNullable}, which are null then.
 *   <li><b>Value.</b> A primitive is returned. A method whose result can be NULL although no
 *       argument is takes an output ({@link io.weir.runtime.function.SliceOutput}, {@link
 *       io.weir.runtime.function.LongOutput}, {@link io.weir.runtime.function.DoubleOutput}, {@link
 *       io.weir.runtime.function.BooleanOutput}) and answers whether there is a value; strings and
 *       bytes always go to a {@code SliceOutput}. {@code String} and {@code BigDecimal} may be
 *       returned where speed does not matter, null for NULL. {@code returns = "DATE"} names the SQL
 *       type if the Java type does not.
 *   <li><b>Faults.</b> A method that has no value for its arguments throws {@link
 *       io.weir.runtime.function.EvaluationException} with the value in the message, and says
 *       {@code canFail = true}. It is then called only for rows that reach it. Where Flink gives
 *       NULL, give NULL.
 *   <li><b>Other parameters</b> are supplied and no SQL arguments: {@link
 *       io.weir.runtime.function.EvaluationContext} (time zone, time of the batch, random) and any
 *       {@link io.weir.runtime.function.FunctionState} (a cache such as the last compiled pattern,
 *       scratch memory; one object a call site). Never read a clock or a random source elsewhere,
 *       and say {@code determinism} where the value is not one of the arguments alone.
 * </ul>
 *
 * <p>The registry reflects over a family class when a function is first looked up. Per row the
 * method costs what its body costs plus a few nanoseconds; nothing is boxed. Do not make a {@code
 * String} per row where bytes will do.
 *
 * <p>Functions of many types (arithmetic, arrays), those whose result type depends on arguments
 * ({@code ROUND} of DECIMAL), and frequent ones are <b>kernels</b>: a {@link
 * io.weir.runtime.function.KernelFunction} that {@linkplain
 * io.weir.runtime.function.ScalarFunction#resolve binds} itself to argument types and makes a
 * {@link io.weir.runtime.function.Kernel}, whose documentation is the contract. Nested values are
 * built with {@link io.weir.runtime.vector.Gather}.
 */
package io.weir.runtime.function;
