-- ROLLUP, whose empty set is a group of all rows.
CREATE TABLE clicks (user_id INT, url STRING) WITH ('connector' = 'filesystem', 'path' = '${DATA}/clicks', 'format' = 'json');

SELECT user_id, url, GROUPING_ID(user_id, url) AS g, COUNT(*) AS n, MIN(url) AS least, BOOL_OR(url = '/') AS home, BIT_XOR(user_id) AS x
FROM clicks GROUP BY ROLLUP (user_id, url);
---- duckdb
SELECT user_id, url, GROUPING(user_id, url), count(*), min(url), bool_or(url = '/'), bit_xor(user_id) FROM clicks GROUP BY ROLLUP (user_id, url)
---- rows
user_id INT | url STRING | g BIGINT NOT NULL | n BIGINT NOT NULL | least STRING | home BOOLEAN | x INT
1 | /a | 0 | 5 | /a | false | 1
1 | /b?x=1 | 0 | 5 | /b?x=1 | false | 1
1 | /c/d | 0 | 3 | /c/d | false | 1
1 | NULL | 1 | 13 | /a | false | 1
2 | / | 0 | 3 | / | true | 2
2 | /a | 0 | 2 | /a | false | 0
2 | /b?x=1 | 0 | 5 | /b?x=1 | false | 2
2 | /c/d | 0 | 5 | /c/d | false | 2
2 | NULL | 1 | 15 | / | true | 2
3 | / | 0 | 3 | / | true | 3
3 | /a | 0 | 2 | /a | false | 0
3 | /b?x=1 | 0 | 2 | /b?x=1 | false | 0
3 | /c/d | 0 | 3 | /c/d | false | 3
3 | NULL | 1 | 10 | / | true | 0
4 | / | 0 | 9 | / | true | 4
4 | /a | 0 | 2 | /a | false | 0
4 | /b?x=1 | 0 | 5 | /b?x=1 | false | 4
4 | /c/d | 0 | 13 | /c/d | false | 4
4 | NULL | 1 | 29 | / | true | 4
5 | / | 0 | 1 | / | true | 5
5 | /a | 0 | 7 | /a | false | 5
5 | /b?x=1 | 0 | 3 | /b?x=1 | false | 5
5 | NULL | 1 | 11 | / | true | 5
6 | / | 0 | 3 | / | true | 6
6 | /a | 0 | 2 | /a | false | 0
6 | /b?x=1 | 0 | 2 | /b?x=1 | false | 0
6 | /c/d | 0 | 1 | /c/d | false | 6
6 | NULL | 1 | 8 | / | true | 0
7 | / | 0 | 6 | / | true | 0
7 | /a | 0 | 1 | /a | false | 7
7 | /b?x=1 | 0 | 4 | /b?x=1 | false | 0
7 | /c/d | 0 | 3 | /c/d | false | 7
7 | NULL | 1 | 14 | / | true | 0
NULL | / | 0 | 4 | / | true | NULL
NULL | /a | 0 | 2 | /a | false | NULL
NULL | /b?x=1 | 0 | 8 | /b?x=1 | false | NULL
NULL | /c/d | 0 | 6 | /c/d | false | NULL
NULL | NULL | 1 | 20 | / | true | NULL
NULL | NULL | 3 | 120 | / | true | 2
