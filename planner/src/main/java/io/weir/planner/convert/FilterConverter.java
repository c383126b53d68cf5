package io.weir.planner.convert;

import io.weir.runtime.expression.Expression;
import java.util.Optional;
import org.apache.calcite.rel.core.Filter;

/** WHERE and HAVING. */
final class FilterConverter implements RelConverter<Filter> {
  @Override
  public Class<Filter> kind() {
    return Filter.class;
  }

  @Override
  public Stream convert(Filter filter, Wanted wanted, Conversion conversion) {
    Optional<RankPattern> ranking = RankPattern.of(filter);
    if (ranking.isPresent()) {
      return RankConverter.convert(ranking.get(), true, wanted, conversion);
    }
    Stream stream = conversion.convert(filter.getInput(), wanted);
    Stream input =
        ProjectConverter.usesPending(filter.getCondition(), stream) ? stream.assigned() : stream;
    RowWatermarks.check(filter.getCondition(), input);
    Repeatability.checkCondition(filter.getCondition(), input.node().properties().changelog());
    Expression condition =
        conversion.expressions().convert(filter.getCondition(), Inputs.of(input));
    return Calcs.filter(input, condition, conversion);
  }
}
