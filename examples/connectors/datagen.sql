CREATE TABLE orders (
  id BIGINT,
  amount DECIMAL(8, 2),
  note STRING,
  ts TIMESTAMP(3)
) WITH (
  'connector' = 'datagen',
  'rows-per-second' = '1000',
  'fields.id.kind' = 'sequence', 'fields.id.start' = '1', 'fields.id.end' = '20',
  'fields.amount.min' = '1', 'fields.amount.max' = '500',
  'fields.note.length' = '6', 'fields.note.null-rate' = '0.2'
);

SELECT * FROM orders;
