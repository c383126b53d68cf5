package io.weir.function;

import java.util.function.Consumer;

/**
 * A function from the values of a row to any number of rows: one or more public {@code void}
 * methods {@code eval}, which call {@link #collect} once for each row. The columns follow from
 * {@code T}, or are told by {@link FunctionHint#output} on the class or the method.
 *
 * <pre>{@code
 * @FunctionHint(output = @DataTypeHint("ROW<word STRING, length INT>"))
 * public class Words extends TableFunction<Row> {
 *   public void eval(String text) {
 *     for (String word : text.split(" ")) {
 *       collect(Row.of(word, word.length()));
 *     }
 *   }
 * }
 * }</pre>
 *
 * @param <T> {@link Row}, or the type of the only column
 */
public abstract class TableFunction<T> extends UserFunction {
  private Consumer<? super T> collector;

  /** Says where rows go. Called by the engine before the first row. */
  public final void setCollector(Consumer<? super T> collector) {
    this.collector = collector;
  }

  /** Gives a row. */
  protected final void collect(T row) {
    collector.accept(row);
  }
}
