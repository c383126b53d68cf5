CREATE TABLE nexmark (event_type INT, bid ROW<auction BIGINT, price BIGINT, `dateTime` TIMESTAMP(3)>)
WITH ('connector' = 'nexmark', 'events.num' = '1000');

SELECT bid.auction, COUNT(*) AS bids, MAX(bid.price) AS highest FROM nexmark WHERE event_type = 2 GROUP BY bid.auction;
