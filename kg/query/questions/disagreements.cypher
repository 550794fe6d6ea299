// Where publishers disagree: what some affirm and others deny, both sides with a passage
// param about: actor = "", only what this actor has a part in
// column date: when
// column event: what is disputed
// column affirm: who prints that it is so
// column affirmed: a passage that says so
// column deny: who prints that it is not so
// column denied: a passage that says so
// column claims: the claims of both sides
MATCH (f:Fact)
WHERE f.n_pos > 0 AND f.n_neg > 0 AND ($about = '' OR EXISTS { MATCH (f)-->(x:Entity) WHERE x.name = $about })
MATCH (f)<-[:ABOUT]-(c:Claim)-[:STATED_IN]->(d:Document)
WITH f, c, coalesce(d.publisher, d.uri) AS publisher ORDER BY publisher, c.id
WITH f, collect({polarity: c.polarity, quote: c.quote, publisher: publisher, id: c.id}) AS found
WITH f, found, [x IN found WHERE x.polarity = 'pos'] AS yes, [x IN found WHERE x.polarity = 'neg'] AS no
WHERE any(y IN yes WHERE any(n IN no WHERE n.publisher <> y.publisher))
RETURN f.date AS date, f.label AS event, reduce(all = [], y IN yes | CASE WHEN y.publisher IN all THEN all ELSE all + y.publisher END) AS affirm, yes[0].quote AS affirmed,
  reduce(all = [], n IN no | CASE WHEN n.publisher IN all THEN all ELSE all + n.publisher END) AS deny, no[0].quote AS denied, [x IN found | x.id] AS claims
ORDER BY coalesce(f.time_start, '9999'), f.id
