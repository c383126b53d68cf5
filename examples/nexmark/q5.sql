-- q5: auctions with most bids, hopping window of 10 s every 2 s.
CREATE TABLE sink (auction BIGINT, num BIGINT) WITH ('connector' = '${SINK}');

INSERT INTO sink
SELECT per_auction.auction, per_auction.num
FROM (
  SELECT auction, COUNT(*) AS num, window_start, window_end
  FROM TABLE(HOP(TABLE bid, DESCRIPTOR(`dateTime`), INTERVAL '2' SECOND, INTERVAL '10' SECOND))
  GROUP BY auction, window_start, window_end
) AS per_auction
JOIN (
  SELECT MAX(num) AS most, window_start, window_end
  FROM (
    SELECT COUNT(*) AS num, window_start, window_end
    FROM TABLE(HOP(TABLE bid, DESCRIPTOR(`dateTime`), INTERVAL '2' SECOND, INTERVAL '10' SECOND))
    GROUP BY auction, window_start, window_end
  )
  GROUP BY window_start, window_end
) AS per_window
ON per_auction.window_start = per_window.window_start
  AND per_auction.window_end = per_window.window_end
  AND per_auction.num >= per_window.most;
