-- q4: average winning price per category; join and two updating aggregations.
CREATE TABLE sink (category BIGINT, final BIGINT) WITH ('connector' = '${SINK}');

INSERT INTO sink
SELECT category, AVG(final) AS final
FROM (
  SELECT MAX(b.price) AS final, a.category
  FROM auction AS a JOIN bid AS b ON a.id = b.auction
  WHERE b.`dateTime` BETWEEN a.`dateTime` AND a.expires
  GROUP BY a.id, a.category
)
GROUP BY category;
