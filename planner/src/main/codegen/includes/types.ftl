<#-- Flink's type names. Each rule yields a TypeSpec, which holds the resolved LogicalType. -->

SqlTypeNameSpec WeirTypeName() :
{
    final LogicalType type;
    final Span s = Span.of();
}
{
    type = WeirType(s)
    {
        return new TypeSpec(type, s.end(this));
    }
}

LogicalType WeirType(Span s) :
{
    LogicalType type;
}
{
    type = WeirSimpleType(s)
    (
        LOOKAHEAD(1)
        <ARRAY> { type = LogicalType.array(type); }
    |
        <MULTISET> { type = LogicalType.multiset(type); }
    )*
    { return type; }
}

LogicalType WeirElementType() :
{
    LogicalType type;
    final Span s = Span.of();
}
{
    type = WeirType(s)
    [
        <NULL>
    |
        <NOT> <NULL> { type = type.withNullable(false); }
    ]
    { return type; }
}

LogicalType WeirSimpleType(Span s) :
{
    LogicalType type;
    LogicalType second;
    final List<Field> fields = new ArrayList<Field>();
    String name;
    int precision = -1;
    int scale = -1;
}
{
    (
        <BOOLEAN> { s.add(this); name = "BOOLEAN"; }
    |
        <TINYINT> { s.add(this); name = "TINYINT"; }
    |
        <SMALLINT> { s.add(this); name = "SMALLINT"; }
    |
        ( <INTEGER> | <INT> ) { s.add(this); name = "INT"; }
    |
        <BIGINT> { s.add(this); name = "BIGINT"; }
    |
        ( <REAL> | <FLOAT> ) { s.add(this); name = "FLOAT"; }
    |
        <DOUBLE> { s.add(this); name = "DOUBLE"; }
        [ <PRECISION> ]
    |
        <STRING> { s.add(this); name = "STRING"; }
    |
        <BYTES> { s.add(this); name = "BYTES"; }
    |
        <DATE> { s.add(this); name = "DATE"; }
    |
        ( <DECIMAL> | <DEC> | <NUMERIC> ) { s.add(this); name = "DECIMAL"; }
        [
            <LPAREN> precision = UnsignedIntLiteral()
            [ <COMMA> scale = UnsignedIntLiteral() ]
            <RPAREN>
        ]
    |
        ( <CHARACTER> | <CHAR> ) { s.add(this); name = "CHAR"; }
        [ <VARYING> { name = "VARCHAR"; } ]
        precision = PrecisionOpt()
    |
        <VARCHAR> { s.add(this); name = "VARCHAR"; }
        precision = PrecisionOpt()
    |
        <BINARY> { s.add(this); name = "BINARY"; }
        [ <VARYING> { name = "VARBINARY"; } ]
        precision = PrecisionOpt()
    |
        <VARBINARY> { s.add(this); name = "VARBINARY"; }
        precision = PrecisionOpt()
    |
        <TIME> { s.add(this); name = "TIME"; }
        precision = PrecisionOpt()
        [ LOOKAHEAD(3) <WITHOUT> <TIME> <ZONE> ]
    |
        <TIMESTAMP_LTZ> { s.add(this); name = "TIMESTAMP_LTZ"; }
        precision = PrecisionOpt()
    |
        <TIMESTAMP> { s.add(this); name = "TIMESTAMP"; }
        precision = PrecisionOpt()
        [
            LOOKAHEAD(3) <WITHOUT> <TIME> <ZONE>
        |
            LOOKAHEAD(2) <WITH> <LOCAL> <TIME> <ZONE> { name = "TIMESTAMP_LTZ"; }
        |
            LOOKAHEAD(2) <WITH> <TIME> <ZONE> { name = "TIMESTAMP WITH TIME ZONE"; }
        ]
    |
        <ARRAY> { s.add(this); }
        <LT> type = WeirElementType() <GT>
        { return LogicalType.array(type); }
    |
        <MULTISET> { s.add(this); }
        <LT> type = WeirElementType() <GT>
        { return LogicalType.multiset(type); }
    |
        <MAP> { s.add(this); }
        <LT> type = WeirElementType() <COMMA> second = WeirElementType() <GT>
        { return LogicalType.map(type, second); }
    |
        <ROW> { s.add(this); }
        (
            <NE> { }
        |
            <LT> WeirFields(fields) <GT>
        |
            <LPAREN> WeirFields(fields) <RPAREN>
        )
        { return LogicalType.row(fields); }
    )
    {
        return TypeNames.resolve(name, precision, scale, s.end(this));
    }
}

void WeirFields(List<Field> fields) :
{
}
{
    WeirField(fields)
    ( <COMMA> WeirField(fields) )*
}

void WeirField(List<Field> fields) :
{
    final SqlIdentifier name;
    final LogicalType type;
}
{
    name = SimpleIdentifier()
    type = WeirElementType()
    [ <QUOTED_STRING> ]
    {
        fields.add(new Field(name.getSimple(), type));
    }
}

<#-- The text begins at this line and column of the script; called before anything is read. -->
JAVACODE
public void startAt(int line, int column) {
    jj_input_stream.line = line;
    jj_input_stream.column = column - 1;
}
