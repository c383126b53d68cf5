// Statements of the dialect. Query bodies and expressions are balanced runs of tokens; their inside
// belongs to the query parser. Decisions need one token where possible, two at most.
//
// Names of rules matter beyond this file: what an error says was expected is worked out from them
// (Expectations).
parser grammar StatementParser;

options { tokenVocab = StatementLexer; }

singleStatement : statement SEMICOLON? EOF ;
singleType : dataType EOF ;
singleHint : hintItem ( COMMA? hintItem )* EOF ;

statement
  : query                   # queryStatement
  | insert                  # insertStatement
  | execute                 # executeStatement
  | legacyStatementSet      # legacyStatementSetStatement
  | create                  # createStatement
  | drop                    # dropStatement
  | alter                   # alterStatement
  | use                     # useStatement
  | explain                 # explainStatement
  | set                     # setStatement
  | reset                   # resetStatement
  | show                    # showStatement
  | describe                # describeStatement
  | jobControl              # jobStatement
  | moduleOrJar             # moduleOrJarStatement
  | shellCommand            # shellStatement
  | unsupported             # unsupportedStatement
  ;

// Recognised so that the answer is better than a syntax error.
unsupported
  : ( DELETE | UPDATE | TRUNCATE | ANALYZE | CALL | MERGE | COMPILE ) anything*
  ;
anything : ~( SEMICOLON ) ;

// --- queries and changes of data

query : queryStart queryToken* ;
queryStart : SELECT | WITH | VALUES | TABLE | LPAREN queryStart queryToken* RPAREN ;
queryToken : plainToken | COMMA | COMMENT | group ;
expression : ( plainToken | group )+ ;
group
  : LPAREN queryToken* RPAREN
  | LBRACKET queryToken* RBRACKET
  | CASE queryToken* END
  ;
plainToken
  : ~( SEMICOLON | COMMA | COMMENT | LPAREN | RPAREN | LBRACKET | RBRACKET | CASE | END
     | EMPTY_NAME | UNTERMINATED_NAME | UNTERMINATED_STRING | UNTERMINATED_COMMENT
     | DOUBLE_QUOTED | SLASHES | FOREIGN )
  ;

insert
  : INSERT ( INTO | OVERWRITE ) TABLE? tableName hint? partitionSpec? columnNames? query
  ;
hint : HINT ;
partitionSpec : PARTITION LPAREN partitionValue ( COMMA partitionValue )* RPAREN ;
partitionValue : columnName EQUAL literal ;
literal : stringLiteral | MINUS? ( INTEGER | NUMBER ) | TRUE | FALSE | NULL ;

execute
  : EXECUTE ( statementSet | insert | query | executePlan )
  ;
executePlan : PLAN anything* ;
statementSet : STATEMENT SET BEGIN ( insert SEMICOLON )+ END ;
legacyStatementSet : BEGIN STATEMENT SET SEMICOLON ( insert SEMICOLON )+ END ;

explain
  : EXPLAIN
    ( ANALYZE JOB jobName
    | UPGRADE fileName FROM JOB jobName
    | GUARANTEE JOB jobName
    | GUARANTEE explained
    | PORTABILITY explained
    | PLAN FOR explained
    | explainDetail ( COMMA explainDetail )* explained
    | explained
    )
  ;
explainDetail : ESTIMATED_COST | CHANGELOG_MODE | JSON_EXECUTION_PLAN | PLAN_ADVICE ;
explained : query | insert | execute | statementSet | legacyStatementSet | create ;

// --- definitions

create
  : CREATE orReplace? TEMPORARY? system?
    ( createTable | createView | createFunction | createCatalog | createDatabase | createOther )
  ;
orReplace : OR ( REPLACE | ALTER ) ;
system : SYSTEM ;
createOther : ( MATERIALIZED | MODEL ) anything* ;
ifNotExists : IF NOT EXISTS ;
ifExists : IF EXISTS ;

createTable
  : TABLE ifNotExists? tableName tableElements? comment? distribution? partitionedBy? withOptions?
    ( tableLike | AS query )?
  ;
tableElements : LPAREN tableElement ( COMMA tableElement )* RPAREN ;
tableElement : column | nameAlone | watermark | tableConstraint ;
nameAlone : columnName ;
column : columnName ( AS expression comment? | dataType metadata? columnConstraint* comment? ) ;
metadata : METADATA ( FROM stringLiteral )? VIRTUAL? ;
columnConstraint : constraintHead? ( PRIMARY KEY | UNIQUE ) enforcement? ;
watermark : WATERMARK FOR columnPath AS expression ;
tableConstraint : constraintHead? ( PRIMARY KEY | UNIQUE ) columnNames enforcement? ;
constraintHead : CONSTRAINT constraintName ;
enforcement : NOT ENFORCED | ENFORCED ;
comment : COMMENT stringLiteral ;
distribution : DISTRIBUTED anything* ;
partitionedBy : PARTITIONED BY columnNames ;
withOptions : WITH optionList ;
optionList : LPAREN ( option ( COMMA option )* )? RPAREN ;
option : optionKey EQUAL optionValue ;
tableLike : LIKE tableName ( LPAREN likeRule+ RPAREN )? ;
likeRule : ( INCLUDING | EXCLUDING | OVERWRITING ) likeFeature ;
likeFeature
  : ALL | CONSTRAINTS | DISTRIBUTION | GENERATED | METADATA | OPTIONS | PARTITIONS | WATERMARKS
  ;

createView : VIEW ifNotExists? viewName columnNames? comment? AS query ;
createFunction : FUNCTION ifNotExists? functionName ( functionClass | sqlFunction ) ;
functionClass
  : AS className ( LANGUAGE language )? ( USING jar ( COMMA jar )* )? withOptions?
  ;
sqlFunction : functionParameters RETURNS dataType ( LANGUAGE language )? RETURN expression ;
functionParameters : LPAREN ( functionParameter ( COMMA functionParameter )* )? RPAREN ;
functionParameter : parameterName dataType ;
jar : JAR fileName ;
createCatalog : CATALOG ifNotExists? catalogName comment? withOptions? ;
createDatabase : DATABASE ifNotExists? databaseName comment? withOptions? ;

drop
  : DROP TEMPORARY? system?
    ( TABLE ifExists? tableName
    | VIEW ifExists? viewName
    | FUNCTION ifExists? functionName
    | CATALOG ifExists? catalogName
    | DATABASE ifExists? databaseName ( RESTRICT | CASCADE )?
    | dropOther
    )
  ;
dropOther : ( MATERIALIZED | MODEL ) anything* ;

alter
  : ALTER TEMPORARY? system?
    ( TABLE ifExists? tableName alterTableAction
    | VIEW ifExists? viewName ( RENAME TO newName | AS query )
    | FUNCTION ifExists? functionName functionClass
    | CATALOG catalogName placeChange
    | DATABASE databaseName placeChange
    | alterOther
    )
  ;
alterTableAction
  : SET optionList
  | RESET LPAREN optionKey ( COMMA optionKey )* RPAREN
  | RENAME ( TO newName | renameColumn )
  | ( ADD | MODIFY ) ( PARTITION anything* | tableChange | LPAREN tableChange ( COMMA tableChange )* RPAREN )
  | DROP ( PARTITION anything* | dropFromTable )
  ;
tableChange : placedComputation | tableElement columnPlace? ;
placedComputation : columnName AS expression columnPlace ;
columnPlace : FIRST | AFTER columnName ;
dropFromTable
  : PRIMARY KEY
  | CONSTRAINT constraintName
  | WATERMARK
  | columnName
  | columnNames
  ;
renameColumn : columnPath TO columnName ;
placeChange
  : SET optionList
  | RESET LPAREN optionKey ( COMMA optionKey )* RPAREN
  | COMMENT stringLiteral
  ;
alterOther : ( MATERIALIZED | MODEL ) anything* ;

use
  : USE ( CATALOG catalogName | MODULES moduleName ( COMMA moduleName )* | databaseName )
  ;

// --- settings, looking around, jobs

set : SET ( settingKey EQUAL settingValue )? ;
reset : RESET settingKey? ;
settingKey : stringLiteral | bareKeyToken+ ;
settingValue : stringLiteral | bareValueToken+ ;
bareKeyToken : ~( SEMICOLON | EQUAL | STRING | UNICODE_STRING | LPAREN | RPAREN | COMMA
                | UNTERMINATED_NAME | UNTERMINATED_STRING | UNTERMINATED_COMMENT | DOUBLE_QUOTED ) ;
bareValueToken : ~( SEMICOLON | STRING | UNICODE_STRING
                  | UNTERMINATED_NAME | UNTERMINATED_STRING | UNTERMINATED_COMMENT
                  | DOUBLE_QUOTED ) ;

show
  : SHOW
    ( CREATE ( TABLE tableName | VIEW viewName | CATALOG catalogName | showCreateOther )
    | CURRENT ( CATALOG | DATABASE )
    | ( TABLES | VIEWS | DATABASES | USER? FUNCTIONS ) fromDatabase? namePattern?
    | COLUMNS fromTable namePattern?
    | ( CATALOGS | FULL? MODULES | JARS | JOBS | CONNECTORS ) namePattern?
    | ( CHECKPOINTS | OPERATORS ) FOR JOB jobName
    | showOther
    )
  ;
showCreateOther : ( DATABASE | FUNCTION | MATERIALIZED | MODEL ) anything* ;
showOther : ( PARTITIONS | PROCEDURES | MATERIALIZED | MODEL | MODELS ) anything* ;
fromDatabase : ( FROM | IN ) databaseName ;
fromTable : ( FROM | IN ) tableName ;
namePattern : NOT? ( LIKE | ILIKE ) stringLiteral ;

describe
  : ( DESCRIBE | DESC )
    ( JOB jobName
    | CONNECTOR ( connectorName | stringLiteral )
    | FUNCTION EXTENDED? functionName
    | CATALOG EXTENDED? catalogName
    | DATABASE EXTENDED? databaseName
    | EXTENDED? tableName
    )
  ;

jobControl
  : STOP JOB jobName ( WITH ( SAVEPOINT fileName? ( WITH? DRAIN )? | DRAIN ) | DRAIN )?
  | CANCEL JOB jobName
  | RESUME JOB jobName
  | CHECKPOINT JOB jobName
  | DIAGNOSE JOB jobName
  ;

moduleOrJar
  : ADD JAR fileName
  | REMOVE JAR fileName
  | LOAD MODULE moduleName withOptions?
  | UNLOAD MODULE moduleName
  ;

shellCommand : QUIT | EXIT | HELP | CLEAR | SOURCE fileName ;

// --- types

dataType : plainType nullability? ( collectionSuffix nullability? )* ;
collectionSuffix : ARRAY | MULTISET ;
nullability : NOT? NULL ;
plainType
  : ARRAY LESS dataType GREATER                                          # arrayType
  | MULTISET LESS dataType GREATER                                       # multisetType
  | MAP LESS dataType COMMA dataType GREATER                             # mapType
  | ROW ( LESS rowFields? GREATER | LPAREN rowFields? RPAREN )           # rowType
  | INTERVAL intervalStart ( TO intervalEnd )?                           # intervalType
  | RAW group?                                                           # unsupportedType
  | STRUCTURED typeArguments?                                            # unsupportedType
  | typeName secondWord? typeLength? timeZone?                           # namedType
  ;
secondWord : PRECISION | VARYING ;
typeLength : LPAREN INTEGER ( COMMA INTEGER )? RPAREN ;
typeName : WORD | RESERVED | TIME ;
typeArguments : LESS ( typeArguments | ~( LESS | GREATER | SEMICOLON ) )* GREATER ;
timeZone : ( WITH LOCAL? | WITHOUT ) TIME ZONE ;
rowFields : rowField ( COMMA rowField )* ;
rowField : fieldName dataType stringLiteral? ;
intervalStart : intervalUnit typeLength? ;
intervalEnd : intervalUnit typeLength? ;
intervalUnit : YEAR | MONTH | DAY | HOUR | MINUTE | SECOND ;

// --- names and strings

tableName : qualifiedName ;
viewName : qualifiedName ;
functionName : qualifiedName ;
databaseName : qualifiedName ;
newName : qualifiedName ;
columnPath : qualifiedName ;
catalogName : identifier ;
moduleName : identifier ;
columnName : identifier ;
parameterName : identifier ;
fieldName : identifier ;
constraintName : identifier ;
connectorName : identifier ;
language : WORD | RESERVED ;
columnNames : LPAREN columnName ( COMMA columnName )* RPAREN ;
qualifiedName : identifier nextPart* ;
nextPart : DOT identifier ;
identifier : WORD | QUOTED_NAME | nonReserved ;

jobName : stringLiteral ;
fileName : stringLiteral ;
className : stringLiteral ;
optionKey : stringLiteral ;
optionValue : stringLiteral ;
stringLiteral : STRING | UNICODE_STRING ( UESCAPE STRING )? ;

hintItem : identifier hintOptions? ;
hintOptions : optionList ;

// Keywords that are names without backticks too.
nonReserved
  : ADD | AFTER | ANALYZE | CANCEL | CASCADE | CATALOG | CHANGELOG_MODE | CHECKPOINT | CHECKPOINTS | CLEAR
  | COLUMNS | COMPILE | CONNECTOR | CONNECTORS | CONSTRAINTS | DATABASE | DESC | DIAGNOSE | DRAIN
  | ENFORCED | ESTIMATED_COST | EXCLUDING | EXIT | FIRST | GENERATED | GUARANTEE | HELP | ILIKE | INCLUDING
  | JAR | JARS | JOB | JOBS | JSON_EXECUTION_PLAN | KEY | LOAD | MAP | METADATA | MODEL | OPERATORS | OPTIONS
  | OVERWRITE | OVERWRITING | PARTITIONED | PARTITIONS | PLAN | PLAN_ADVICE | PORTABILITY | QUIT
  | REMOVE | REPLACE | RESTRICT | SOURCE | STATEMENT | STOP | TEMPORARY | UNLOAD | UPGRADE | VIEW
  | VIRTUAL | ZONE
  ;
