-- q7: highest bids per 10 s tumbling window, joined back to the bids (the window end is a plain timestamp, so this
-- is an unbounded join on price).
CREATE TABLE sink (auction BIGINT, price BIGINT, bidder BIGINT, `dateTime` TIMESTAMP(3), extra STRING)
WITH ('connector' = '${SINK}');

INSERT INTO sink
SELECT b.auction, b.price, b.bidder, b.`dateTime`, b.extra
FROM bid AS b
JOIN (
  SELECT MAX(price) AS maxprice, window_end AS ends
  FROM TABLE(TUMBLE(TABLE bid, DESCRIPTOR(`dateTime`), INTERVAL '10' SECOND))
  GROUP BY window_start, window_end
) AS w
ON b.price = w.maxprice
WHERE b.`dateTime` BETWEEN w.ends - INTERVAL '10' SECOND AND w.ends;
