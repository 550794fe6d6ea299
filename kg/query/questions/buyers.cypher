// Acquisitions for which more than one buyer is named
// column bought: what was bought
// column date: when
// column buyers: who is said to have bought it
// column status: how sure it is that it was bought
// column documents: how many documents speak of it
// column publishers: who prints it
// column claims: the claims behind the row
MATCH (f:Acquisition)-[:AGENT]->(a:Entity)
WITH f, a.name AS name ORDER BY name
WITH f, collect(DISTINCT name) AS buyers
WHERE size(buyers) > 1
MATCH (f)-[:OBJECT]->(o:Entity)
WITH f, buyers, o.name AS name ORDER BY name
WITH f, buyers, collect(name) AS bought
MATCH (f)<-[:ABOUT]-(c:Claim)-[:STATED_IN]->(d:Document)
WITH f, buyers, bought, c.id AS claim, coalesce(d.publisher, d.uri) AS publisher ORDER BY publisher, claim
WITH f, buyers, bought, collect(DISTINCT publisher) AS publishers, collect(claim) AS claims
RETURN bought, f.date AS date, buyers, f.status AS status, f.n_docs AS documents, publishers, claims
ORDER BY coalesce(f.time_start, '9999'), f.id
