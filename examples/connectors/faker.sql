CREATE TABLE people (name STRING, city STRING, age INT, seen TIMESTAMP(3)) WITH (
  'connector' = 'faker',
  'number-of-rows' = '10',
  'fields.name.expression' = '#{Name.fullName}',
  'fields.city.expression' = '#{Address.city}',
  'fields.age.expression' = '#{number.numberBetween ''18'',''99''}',
  'fields.seen.expression' = '#{date.past ''30'',''SECONDS''}'
);

SELECT * FROM people;
