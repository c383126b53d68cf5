package io.weir.planner.body;

import io.weir.planner.type.WeirTypeFactory;
import io.weir.runtime.type.LogicalType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.util.Litmus;

/** A type written in a query, already resolved. */
public final class TypeSpec extends SqlTypeNameSpec {
  private final LogicalType type;

  /** A type at a place of the script. */
  public TypeSpec(LogicalType type, SqlParserPos position) {
    super(new SqlIdentifier(type.toString(), position), position);
    this.type = type;
  }

  /** The type that is written. */
  public LogicalType type() {
    return type;
  }

  @Override
  public RelDataType deriveType(SqlValidator validator) {
    return ((WeirTypeFactory) validator.getTypeFactory()).toRelType(type);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    writer.keyword(type.toString());
  }

  @Override
  public boolean equalsDeep(SqlTypeNameSpec other, Litmus litmus) {
    return other instanceof TypeSpec spec && spec.type.equals(type)
        ? litmus.succeed()
        : litmus.fail("{} != {}", this, other);
  }
}
