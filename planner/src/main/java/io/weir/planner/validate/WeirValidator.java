package io.weir.planner.validate;

import io.weir.planner.body.WeirConformance;
import io.weir.planner.error.PlanningException;
import io.weir.planner.type.WeirTypeFactory;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlMatchRecognize;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.IdentifierNamespace;
import org.apache.calcite.sql.validate.MatchRecognizeNamespace;
import org.apache.calcite.sql.validate.MatchRecognizeScope;
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
  private static final int DEFINES = SqlMatchRecognize.OPERAND_PATTERN_DEFINES;
  private static final int MEASURES = SqlMatchRecognize.OPERAND_MEASURES;

  private boolean isInMatch;

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

  @Override
  public void validateMatchRecognize(SqlCall call) {
    SqlMatchRecognize match = (SqlMatchRecognize) call;
    MatchRecognizeScope scope = (MatchRecognizeScope) getMatchRecognizeScope(match);
    RelDataTypeFactory.Builder row = typeFactory.builder();
    for (SqlNode key : match.getPartitionList()) {
      String name = ((SqlIdentifier) key).getSimple();
      key.validate(this, scope);
      row.add(name, deriveType(scope, key));
    }
    match.getOrderList().forEach(key -> key.validate(this, scope));
    match
        .getPattern()
        .accept(
            new SqlBasicVisitor<Void>() {
              @Override
              public Void visit(SqlIdentifier variable) {
                scope.addPatternVar(variable.getSimple());
                return null;
              }
            });
    for (SqlNode definition : validatedInMatch(match, DEFINES, scope)) {
      RelDataType type = deriveType(scope, ((SqlCall) definition).operand(0));
      if (type.getSqlTypeName() != SqlTypeName.BOOLEAN) {
        throw new PlanningException(
            definition.getParserPosition(),
            "the condition of a variable is a "
                + WeirTypeFactory.toLogicalType(type).withNullable(true)
                + ", not a BOOLEAN",
            null);
      }
    }
    for (SqlNode measure : validatedInMatch(match, MEASURES, scope)) {
      RelDataType type = deriveType(scope, ((SqlCall) measure).operand(0));
      row.add(
          ((SqlIdentifier) ((SqlCall) measure).operand(1)).getSimple(),
          typeFactory.createTypeWithNullability(type, true));
    }
    getNamespace(match).unwrap(MatchRecognizeNamespace.class).setType(row.build());
  }

  /** The definitions or measures with their names resolved, which are also put into the clause. */
  private SqlNodeList validatedInMatch(
      SqlMatchRecognize match, int operand, MatchRecognizeScope scope) {
    SqlNodeList written = (SqlNodeList) match.getOperandList().get(operand);
    List<SqlNode> validated = new ArrayList<>();
    isInMatch = true;
    for (SqlNode item : written) {
      SqlCall named = (SqlCall) item;
      SqlNode expression = expand(named.operand(0), scope);
      inferUnknownTypes(unknownType, scope, expression);
      deriveType(scope, expression);
      validated.add(
          named.getOperator().createCall(named.getParserPosition(), expression, named.operand(1)));
    }
    isInMatch = false;
    SqlNodeList list = new SqlNodeList(validated, written.getParserPosition());
    match.setOperand(operand, list);
    return list;
  }

  /** In a match there may be no row whose column is looked at. */
  @Override
  public RelDataType deriveType(SqlValidatorScope scope, SqlNode node) {
    RelDataType type = super.deriveType(scope, node);
    if (!isInMatch || !(node instanceof SqlIdentifier) || type.isNullable()) {
      return type;
    }
    RelDataType nullable = typeFactory.createTypeWithNullability(type, true);
    setValidatedNodeType(node, nullable);
    return nullable;
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

  /** The fields of a ROW that is named by its column, and the fields that lead to it. */
  List<String> fieldNames(List<String> path) {
    for (SqlValidatorNamespace namespace : namespaces.values()) {
      if (namespace instanceof IdentifierNamespace table && table.getTable() != null) {
        RelDataType type = table.getTable().getRowType();
        for (String part : path) {
          RelDataTypeField field =
              type == null || !type.isStruct() ? null : type.getField(part, true, false);
          type = field == null ? null : field.getType();
        }
        if (type != null && type.isStruct()) {
          return type.getFieldNames();
        }
      }
    }
    return List.of();
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
