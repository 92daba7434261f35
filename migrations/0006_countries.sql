-- The country that a place lies in, as its article tells: an ISO 3166-1 code. Articles read before have none.

ALTER TABLE chain ADD COLUMN country TEXT;
CREATE INDEX chain_country ON chain(country) WHERE country IS NOT NULL;
