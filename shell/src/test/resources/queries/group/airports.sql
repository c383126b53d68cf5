-- Real data: airports by state.
CREATE TABLE airports (iata STRING, name STRING, city STRING, state STRING, country STRING, latitude DOUBLE, longitude DOUBLE)
WITH ('connector' = 'filesystem', 'path' = '${EXAMPLES}/airports.csv', 'format' = 'csv', 'csv.header' = 'true');
SELECT state, COUNT(*) AS airports, MAX(latitude) AS northernmost, MIN(name) AS first_name FROM airports
GROUP BY state HAVING COUNT(*) > 10;
---- duckdb
SELECT state, count(*), max(latitude), min(name) FROM read_csv('${EXAMPLES}/airports.csv', header = true, nullstr = '')
GROUP BY state HAVING count(*) > 10
---- rows
state STRING | airports BIGINT NOT NULL | northernmost DOUBLE | first_name STRING
AK | 263 | 71.2854475 | Adak
AL | 73 | 34.85645028 | Abbeville Municipal
AR | 74 | 36.40423139 | Adams
AZ | 59 | 36.95994444 | Ajo Municipal
CA | 205 | 41.88738 | Agua Dulce Airpark
CO | 49 | 40.6152625 | Akron-Washington Co
CT | 15 | 41.93887417 | Bradley International
FL | 100 | 30.84577778 | Airglades
GA | 97 | 34.85508722 | Athens Municipal
HI | 16 | 22.20919 | Dillingham Airfield
IA | 78 | 43.40744444 | Albia Municipal
ID | 37 | 48.72632639 | Aberdeen Municipal
IL | 88 | 42.42216 | Albertus
IN | 65 | 41.71935833 | Anderson Municipal
KS | 78 | 39.90416667 | Abilene Municipal
KY | 50 | 39.04614278 | Ashland-Boyd County
LA | 55 | 32.98316472 | Abbeville Chris Crusta Memorial
MA | 30 | 42.71720944 | Barnes Municipal
MD | 18 | 39.70794444 | Baltimore-Washington International
ME | 34 | 47.28550417 | Auburn-Lewiston Municipal
MI | 94 | 47.16841722 | Abrams Municipal
MN | 89 | 48.94138889 | Airlake
MO | 74 | 40.44725889 | Aurora Memorial Municipal
MS | 72 | 34.97875 | Ackerman-Choctaw County
MT | 71 | 48.96885444 | Baker Muni
NA | 12 | 48.415769 | Babelthoup/Koror
NC | 72 | 36.459735 | Albert J Ellis
ND | 52 | 48.99778194 | Barnes County Municipal
NE | 73 | 42.85767194 | Ainsworth Municipal
NH | 14 | 44.57537278 | Berlin Municipal
NJ | 35 | 41.20020667 | Alexandria
NM | 51 | 36.828535 | Alamogordo-White Sands Regional
NV | 32 | 41.97602222 | Alamo Landing
NY | 97 | 44.93582722 | Adirondack
OH | 100 | 41.77797528 | Akron Fulton Intl.
OK | 102 | 36.90922083 | Ada Municipal
OR | 57 | 46.15797222 | Albany Municipal
PA | 71 | 42.08202139 | Allegheny Cty
PR | 11 | 18.49486111 | Antonio (Nery) Juarbe Pol
SC | 52 | 34.98783333 | Aiken Municipal
SD | 57 | 45.91869722 | Aberdeen Regional
TN | 70 | 36.62188083 | Abernathy
TX | 209 | 36.41200333 | Abilene Regional
UT | 35 | 41.78773083 | Beaver Municipal
VA | 47 | 39.14352139 | Accomack County
VT | 13 | 44.94028083 | Burlington International
WA | 65 | 48.958965 | Anacortes
WI | 84 | 46.78865556 | Adams County Legion
WV | 24 | 40.175 | Benedum
WY | 32 | 44.91167028 | Afton Municipal
