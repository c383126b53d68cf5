// Tokens of a script. Every word is matched by one rule; WordLexer then looks up which keyword it
// is, so that the automaton stays small and warms up fast. What the text between tokens means is
// of no interest here: query bodies are passed on as text.
lexer grammar StatementLexer;

options { superClass = WordLexer; }

// Keywords of the statement grammar, by their own names. RESERVED stands for every other word that
// the dialect reserves.
tokens {
  RESERVED,
  ADD, AFTER, ALL, ALTER, ANALYZE, ARRAY, AS, BEGIN, BY, CALL, CANCEL, CASCADE, CASE, CATALOG, CATALOGS,
  CHANGELOG_MODE, CHECKPOINT, CHECKPOINTS, CLEAR, COLUMNS, COMMENT, COMPILE, CONNECTOR, CONNECTORS,
  CONSTRAINT, CONSTRAINTS, CREATE, CURRENT, DATABASE, DATABASES, DAY, DELETE, DESC, DESCRIBE,
  DIAGNOSE, DISTRIBUTED, DISTRIBUTION, DRAIN, DROP, END, ENFORCED, ESTIMATED_COST, EXCLUDING,
  EXECUTE, EXISTS, EXIT, EXPLAIN, EXTENDED, FALSE, FIRST, FOR, FROM, FULL, FUNCTION, FUNCTIONS, GENERATED,
  GUARANTEE, HELP, HOUR, IF, ILIKE, IN, INCLUDING, INSERT, INTERVAL, INTO, JAR, JARS, JOB, JOBS,
  JSON_EXECUTION_PLAN, KEY, LANGUAGE, LIKE, LOAD, LOCAL, MAP, MATERIALIZED, MERGE, METADATA, MINUTE,
  MODEL, MODELS, MODIFY, MODULE, MODULES, MONTH, MULTISET, NOT, NULL, OPERATORS, OPTIONS, OR, OVERWRITE, OVERWRITING,
  PARTITION, PARTITIONED, PARTITIONS, PLAN, PLAN_ADVICE, PORTABILITY, PRECISION, PRIMARY,
  PROCEDURES, QUIT, RAW, REMOVE, RENAME, REPLACE, RESET, RESTRICT, RESUME, RETURN, RETURNS, ROW,
  SAVEPOINT, SECOND, SELECT, SET, SHOW, SOURCE, STATEMENT, STOP, STRUCTURED, SYSTEM, TABLE, TABLES, TEMPORARY, TIME,
  TO, TRUE, TRUNCATE, UESCAPE, UNIQUE, UNLOAD, UPDATE, UPGRADE, USE, USER, USING, VALUES, VARYING,
  VIEW, VIEWS, VIRTUAL, WATERMARK, WATERMARKS, WITH, WITHOUT, YEAR, ZONE
}

SPACE : [ \t\r\n\f\u000B\uFEFF]+ -> skip ;
LINE_COMMENT : '--' ~[\r\n]* -> skip ;
// A comment that starts with a plus sign is a hint, so the first character is looked at.
BLOCK_COMMENT : '/*' ( '*'+ '/' | ( '*'+ ~[*/] | ~[*+] ) ( ~'*' | '*'+ ~[*/] )* '*'+ '/' ) -> skip ;
HINT : '/*+' ( ~['*] | QUOTED_STRING | '*'+ ~[*/'] | '*'+ QUOTED_STRING )* '*'+ '/' ;

// Which characters beyond ASCII are letters is checked by WordLexer: the sets would be most of the
// automaton.
WORD : ( [a-zA-Z_] | FAR ) ( [a-zA-Z0-9_$] | FAR )* ;
fragment FAR : [\u0080-\uFEFE\uFF00-\u{10FFFF}] ;
QUOTED_NAME : '`' ( ~'`' | '``' )+ '`' ;
STRING : QUOTED_STRING ;
UNICODE_STRING : [uU] '&' QUOTED_STRING ;
INTEGER : [0-9]+ ;
NUMBER : [0-9]+ '.' [0-9]* EXPONENT? | '.' [0-9]+ EXPONENT? | [0-9]+ EXPONENT ;

SEMICOLON : ';' ;
COMMA : ',' ;
DOT : '.' ;
EQUAL : '=' ;
LESS : '<' ;
GREATER : '>' ;
MINUS : '-' ;
PLUS : '+' ;
LPAREN : '(' ;
RPAREN : ')' ;
LBRACKET : '[' ;
RBRACKET : ']' ;
SYMBOL : [!#$%&*/:?@\\^{|}~] ;

// What no statement may contain. Tokens, so that errors come in the order of the text.
EMPTY_NAME : '``' ;
UNTERMINATED_NAME : '`' ( ~'`' | '``' )* ;
UNTERMINATED_STRING : ( [uU] '&' )? '\'' ( ~'\'' | '\'\'' )* ;
UNTERMINATED_COMMENT : '/*' ( ~'*' | '*'+ ~[*/] )* '*'* ;
DOUBLE_QUOTED : '"' ~["\r\n]* '"'? ;
SLASHES : '//' ;
FOREIGN : . ;

fragment QUOTED_STRING : '\'' ( ~'\'' | '\'\'' )* '\'' ;
fragment EXPONENT : [eE] [+\-]? [0-9]+ ;
