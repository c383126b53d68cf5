-- Equal prices and equal times are told apart by all other columns.
WITH winning AS (
  SELECT a.id, a.seller, b.price, b.dateTime AS bid_dateTime,
    row_number() OVER (PARTITION BY a.id, a.seller ORDER BY b.price DESC, b.dateTime) AS rownum
  FROM auction AS a JOIN bid AS b ON a.id = b.auction
  WHERE b.dateTime BETWEEN a.dateTime AND a.expires
), last_ten AS (
  SELECT seller, sum(price) OVER recent AS total, count(price) OVER recent AS number
  FROM winning
  WHERE rownum <= 1
  WINDOW recent AS (PARTITION BY seller ORDER BY bid_dateTime, id ROWS BETWEEN 10 PRECEDING AND CURRENT ROW)
)
SELECT seller, CAST(total // number AS BIGINT) AS avg_price FROM last_ten;
