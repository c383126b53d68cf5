package io.weir.parser;

import io.weir.parser.grammar.StatementLexer;
import io.weir.parser.grammar.StatementParser;
import io.weir.parser.source.Span;
import io.weir.parser.statement.CreateTable;
import io.weir.parser.statement.Describe;
import io.weir.parser.statement.DescribeConnector;
import io.weir.parser.statement.DescribeJob;
import io.weir.parser.statement.Explain;
import io.weir.parser.statement.ExplainAnalyze;
import io.weir.parser.statement.ExplainDetail;
import io.weir.parser.statement.ExplainJobGuarantee;
import io.weir.parser.statement.ExplainTopic;
import io.weir.parser.statement.ExplainUpgrade;
import io.weir.parser.statement.Identifier;
import io.weir.parser.statement.Insert;
import io.weir.parser.statement.NamePattern;
import io.weir.parser.statement.ObjectKind;
import io.weir.parser.statement.QualifiedName;
import io.weir.parser.statement.Query;
import io.weir.parser.statement.Show;
import io.weir.parser.statement.ShowCheckpoints;
import io.weir.parser.statement.ShowCreate;
import io.weir.parser.statement.ShowOperators;
import io.weir.parser.statement.ShowSubject;
import io.weir.parser.statement.Statement;
import io.weir.parser.statement.StatementSet;
import io.weir.parser.statement.StringLiteral;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Builds the statements that only ask: EXPLAIN, SHOW and DESCRIBE. */
final class QuestionBuilder {
  private final Parts parts;

  QuestionBuilder(Parts parts) {
    this.parts = parts;
  }

  Statement explain(StatementParser.ExplainContext tree, StatementBuilder statements) {
    Span span = parts.span(tree);
    if (tree.ANALYZE() != null) {
      return new ExplainAnalyze(parts.string(tree.jobName().stringLiteral()), span);
    }
    if (tree.UPGRADE() != null) {
      StringLiteral file = parts.string(tree.fileName().stringLiteral());
      return new ExplainUpgrade(file, parts.string(tree.jobName().stringLiteral()), span);
    }
    if (tree.GUARANTEE() != null && tree.JOB() != null) {
      return new ExplainJobGuarantee(parts.string(tree.jobName().stringLiteral()), span);
    }
    Statement statement = tree.explained().getChild(0).accept(statements);
    boolean hasPlan =
        statement instanceof Query
            || statement instanceof Insert
            || statement instanceof StatementSet
            || statement instanceof CreateTable table && table.query().isPresent();
    if (!hasPlan) {
      throw new ParseException(
          "only a statement with a query has a plan to explain",
          statement.span(),
          "EXPLAIN takes a query, INSERT, statement set, or CREATE TABLE … AS");
    }
    return new Explain(topic(tree), details(tree), statement, span);
  }

  private static ExplainTopic topic(StatementParser.ExplainContext tree) {
    if (tree.GUARANTEE() != null) {
      return ExplainTopic.GUARANTEE;
    }
    return tree.PORTABILITY() != null ? ExplainTopic.PORTABILITY : ExplainTopic.PLAN;
  }

  private static Set<ExplainDetail> details(StatementParser.ExplainContext tree) {
    Set<ExplainDetail> details = EnumSet.noneOf(ExplainDetail.class);
    tree.explainDetail()
        .forEach(
            detail ->
                details.add(ExplainDetail.valueOf(detail.getText().toUpperCase(Locale.ROOT))));
    return details;
  }

  Statement show(StatementParser.ShowContext tree) {
    Span span = parts.span(tree);
    if (tree.showOther() != null) {
      throw Unsupported.object("SHOW", parts, tree.showOther());
    }
    if (tree.CREATE() != null) {
      return showCreate(tree, span);
    }
    if (tree.CHECKPOINTS() != null) {
      return new ShowCheckpoints(parts.string(tree.jobName().stringLiteral()), span);
    }
    if (tree.OPERATORS() != null) {
      return new ShowOperators(parts.string(tree.jobName().stringLiteral()), span);
    }
    return new Show(subject(tree), from(tree), pattern(tree.namePattern()), span);
  }

  private Statement showCreate(StatementParser.ShowContext tree, Span span) {
    if (tree.showCreateOther() != null) {
      throw Unsupported.object("SHOW CREATE", parts, tree.showCreateOther());
    }
    if (tree.tableName() != null) {
      QualifiedName name = parts.qualifiedName(tree.tableName().qualifiedName());
      return new ShowCreate(ObjectKind.TABLE, name, span);
    }
    if (tree.viewName() != null) {
      QualifiedName name = parts.qualifiedName(tree.viewName().qualifiedName());
      return new ShowCreate(ObjectKind.VIEW, name, span);
    }
    return new ShowCreate(ObjectKind.CATALOG, parts.single(tree.catalogName().identifier()), span);
  }

  private static ShowSubject subject(StatementParser.ShowContext tree) {
    if (tree.CURRENT() != null) {
      return tree.CATALOG() != null ? ShowSubject.CURRENT_CATALOG : ShowSubject.CURRENT_DATABASE;
    }
    if (tree.USER() != null) {
      return ShowSubject.USER_FUNCTIONS;
    }
    if (tree.FULL() != null) {
      return ShowSubject.FULL_MODULES;
    }
    return ShowSubject.valueOf(tree.getChild(1).getText().toUpperCase(Locale.ROOT));
  }

  private Optional<QualifiedName> from(StatementParser.ShowContext tree) {
    if (tree.fromTable() != null) {
      return Optional.of(parts.qualifiedName(tree.fromTable().tableName().qualifiedName()));
    }
    return Optional.ofNullable(tree.fromDatabase())
        .map(database -> parts.qualifiedName(database.databaseName().qualifiedName()));
  }

  private Optional<NamePattern> pattern(StatementParser.NamePatternContext tree) {
    return Optional.ofNullable(tree)
        .map(
            like ->
                new NamePattern(
                    parts.string(like.stringLiteral()), like.NOT() != null, like.ILIKE() != null));
  }

  Statement describe(StatementParser.DescribeContext tree) {
    Span span = parts.span(tree);
    boolean extended = tree.EXTENDED() != null;
    switch (tree.getChild(1) instanceof org.antlr.v4.runtime.tree.TerminalNode word
        ? word.getSymbol().getType()
        : StatementLexer.EXTENDED) {
      case StatementLexer.JOB:
        return new DescribeJob(parts.string(tree.jobName().stringLiteral()), span);
      case StatementLexer.CONNECTOR:
        return new DescribeConnector(connector(tree), span);
      case StatementLexer.FUNCTION:
        return new Describe(
            ObjectKind.FUNCTION,
            parts.qualifiedName(tree.functionName().qualifiedName()),
            extended,
            span);
      case StatementLexer.CATALOG:
        return new Describe(
            ObjectKind.CATALOG, parts.single(tree.catalogName().identifier()), extended, span);
      case StatementLexer.DATABASE:
        return new Describe(
            ObjectKind.DATABASE,
            parts.qualifiedName(tree.databaseName().qualifiedName()),
            extended,
            span);
      default:
        return new Describe(
            ObjectKind.TABLE,
            parts.qualifiedName(tree.tableName().qualifiedName()),
            extended,
            span);
    }
  }

  private Identifier connector(StatementParser.DescribeContext tree) {
    if (tree.connectorName() != null) {
      return parts.identifier(tree.connectorName());
    }
    StringLiteral quoted = parts.string(tree.stringLiteral());
    return new Identifier(quoted.value(), quoted.span());
  }
}
