package io.weir.planner.validate;

import io.weir.planner.body.WeirConformance;
import io.weir.planner.type.WeirTypeFactory;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.validate.IdentifierNamespace;
import org.apache.calcite.sql.validate.ProcedureNamespace;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorCatalogReader;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.sql.validate.implicit.TypeCoercion;
import org.apache.calcite.sql.validate.implicit.TypeCoercionImpl;

/** Resolves names and types of a bound query. */
public final class WeirValidator extends SqlValidatorImpl {
  /** A validator for one query. */
  public WeirValidator(SqlValidatorCatalogReader catalog, WeirTypeFactory types) {
    super(
        WeirOperatorTable.INSTANCE,
        catalog,
        types,
        SqlValidator.Config.DEFAULT
            .withConformance(WeirConformance.INSTANCE)
            .withTypeCoercionEnabled(false)
            .withDefaultNullCollation(NullCollation.LOW)
            .withIdentifierExpansion(true)
            .withCallRewrite(false));
  }

  /** The columns of USING are compared as they are: the registry decides whether they can be. */
  @Override
  public TypeCoercion getTypeCoercion() {
    return new TypeCoercionImpl(typeFactory, this) {
      @Override
      public RelDataType commonTypeForBinaryComparison(RelDataType one, RelDataType other) {
        return null;
      }
    };
  }

  /** A bare NULL is a value of the type NULL, also where nothing says which type it should have. */
  @Override
  protected void inferUnknownTypes(RelDataType inferred, SqlValidatorScope scope, SqlNode node) {
    if (inferred.equals(unknownType) && SqlUtil.isNullLiteral(node, false)) {
      deriveType(scope, node);
      return;
    }
    super.inferUnknownTypes(inferred, scope, node);
  }

  /** The names that a column reference may have meant when it said {@code unknown}. */
  List<String> columnNames(String unknown) {
    Set<String> names = new LinkedHashSet<>();
    for (SqlValidatorNamespace namespace : namespaces.values()) {
      if (namespace instanceof IdentifierNamespace table && table.getTable() != null) {
        names.addAll(table.getTable().getRowType().getFieldNames());
      }
    }
    if (namespaces.values().stream().anyMatch(ProcedureNamespace.class::isInstance)) {
      names.addAll(List.of("window_start", "window_end", "window_time"));
    }
    for (SqlNode node : scopes.keySet()) {
      if (node instanceof SqlSelect select) {
        for (SqlNode item : select.getSelectList()) {
          String alias = SqlValidatorUtil.alias(item);
          if (alias != null && !alias.isEmpty()) {
            names.add(alias);
          }
        }
      }
    }
    names.remove(unknown);
    return List.copyOf(names);
  }

  /** The names of the tables and views that the query reads. */
  List<String> tableNames() {
    List<String> names = new ArrayList<>();
    for (SqlValidatorNamespace namespace : namespaces.values()) {
      if (namespace instanceof IdentifierNamespace table && table.getTable() != null) {
        List<String> path = table.getTable().getQualifiedName();
        names.add(path.get(path.size() - 1));
      }
    }
    return names.stream().distinct().toList();
  }
}
