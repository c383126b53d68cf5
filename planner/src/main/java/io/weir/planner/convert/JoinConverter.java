package io.weir.planner.convert;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.core.Join;

/**
 * Joins: the first recognizer that knows the form makes it, and any other is a regular join, which
 * keeps both inputs.
 */
final class JoinConverter implements RelConverter<Join> {
  private static final List<JoinRecognizer> RECOGNIZERS =
      List.of(
          new TemporalJoinRecognizer(), new WindowJoinRecognizer(), new IntervalJoinRecognizer());

  @Override
  public Class<Join> kind() {
    return Join.class;
  }

  @Override
  public Stream convert(Join join, Wanted wanted, Conversion conversion) {
    Stream left = conversion.convert(join.getLeft(), Wanted.RETRACT);
    Stream right = conversion.convert(join.getRight(), Wanted.RETRACT);
    JoinInputs inputs =
        new JoinInputs(join, left, right, JoinCondition.of(join, left, right, conversion));
    for (JoinRecognizer recognizer : RECOGNIZERS) {
      Optional<Stream> special = recognizer.recognize(inputs, wanted, conversion);
      if (special.isPresent()) {
        return special.get();
      }
    }
    return RegularJoin.convert(inputs, conversion);
  }
}
