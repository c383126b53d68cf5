-- CAST gives the fields of a ROW other names, also where it changes no type.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT r, r.who, r['what'] AS what, e[1].x AS x, JSON_STRING(r) AS j FROM (
  SELECT CAST(ROW(product, customer) AS ROW<what STRING, who STRING>) AS r, CAST(ARRAY[ROW(quantity)] AS ARRAY<ROW<x INT>>) AS e
  FROM orders WHERE id < 10);
---- duckdb
SELECT {'what': product, 'who': customer}, customer, product, quantity,
  '{"what":' || coalesce(to_json(product)::VARCHAR, 'null') || ',"who":' || coalesce(to_json(customer)::VARCHAR, 'null') || '}'
FROM orders WHERE id < 10
---- rows
r ROW<`what` STRING, `who` STRING> NOT NULL | who STRING | what STRING | x INT | j STRING NOT NULL
(milk, NULL) | NULL | milk | 1 | {"what":"milk","who":null}
(milk, NULL) | NULL | milk | NULL | {"what":"milk","who":null}
(rice, ann) | ann | rice | 3 | {"what":"rice","who":"ann"}
(rice, dan) | dan | rice | 1 | {"what":"rice","who":"dan"}
(tea, ann) | ann | tea | 3 | {"what":"tea","who":"ann"}
(tea, ann) | ann | tea | NULL | {"what":"tea","who":"ann"}
(tea, bob) | bob | tea | 2 | {"what":"tea","who":"bob"}
(tea, dan) | dan | tea | 1 | {"what":"tea","who":"dan"}
(tea, dan) | dan | tea | 10 | {"what":"tea","who":"dan"}
