-- Bids at the same time are told apart by all other columns.
SELECT auction, bidder, price, channel, url, dateTime, extra
FROM (
  SELECT *, row_number() OVER (
    PARTITION BY bidder, auction ORDER BY dateTime DESC, price, channel, url, extra) AS rank_number
  FROM bid
)
WHERE rank_number <= 1;
