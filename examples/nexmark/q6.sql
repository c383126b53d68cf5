-- q6: average selling price of each seller's last ten closed auctions: eleven rows with the present one, as corrected.
CREATE TABLE sink (seller BIGINT, avg_price BIGINT) WITH ('connector' = '${SINK}');

INSERT INTO sink
SELECT seller, AVG(final) OVER (PARTITION BY seller ORDER BY `dateTime` ROWS BETWEEN 10 PRECEDING AND CURRENT ROW) AS avg_price
FROM (
  SELECT id, seller, price AS final, bid_dateTime AS `dateTime`
  FROM (
    SELECT a.id, a.seller, b.price, b.`dateTime` AS bid_dateTime,
      ROW_NUMBER() OVER (PARTITION BY a.id, a.seller ORDER BY b.price DESC) AS rownum
    FROM auction AS a JOIN bid AS b ON a.id = b.auction
    WHERE b.`dateTime` BETWEEN a.`dateTime` AND a.expires
  )
  WHERE rownum <= 1
);
