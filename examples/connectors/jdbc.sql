-- Needs nothing but SQLite's command line:
--   sqlite3 shop.db "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);
--     INSERT INTO users VALUES (1, 'Ada'), (2, 'Grace'), (3, 'Edsger');
--     CREATE TABLE spent (name TEXT PRIMARY KEY, orders INTEGER, amount INTEGER)"
CREATE TABLE users (id BIGINT, name STRING, PRIMARY KEY (id) NOT ENFORCED)
WITH ('connector' = 'jdbc', 'url' = 'jdbc:sqlite:shop.db', 'table-name' = 'users',
      'lookup.cache' = 'PARTIAL', 'lookup.partial-cache.max-rows' = '10000');

CREATE TABLE spent (name STRING, orders BIGINT, amount BIGINT, PRIMARY KEY (name) NOT ENFORCED)
WITH ('connector' = 'jdbc', 'url' = 'jdbc:sqlite:shop.db', 'table-name' = 'spent');

CREATE TABLE orders (id BIGINT, `user` BIGINT, amount BIGINT, ordered AS PROCTIME())
WITH ('connector' = 'datagen', 'number-of-rows' = '1000', 'seed' = '1',
      'fields.id.kind' = 'sequence', 'fields.id.start' = '1', 'fields.id.end' = '1000',
      'fields.user.min' = '1', 'fields.user.max' = '4', 'fields.amount.min' = '1', 'fields.amount.max' = '100');

INSERT INTO spent
SELECT COALESCE(u.name, 'unknown'), COUNT(*), SUM(o.amount)
FROM orders AS o
LEFT JOIN users FOR SYSTEM_TIME AS OF o.ordered AS u ON o.`user` = u.id
GROUP BY COALESCE(u.name, 'unknown');
