// What only one document says about an actor
// param about: actor, about whom
// param skip: number = 0, leave out so many rows first
// param count: number = 50, show so many rows
// column date: when
// column event: what happened or held
// column status: how sure it is
// column publisher: who prints it
// column title: the document's title
// column document: the document's id
// column claims: the claims behind the row
MATCH (x:Entity {name: $about})<-[:AGENT|TARGET|OBJECT|PARTNER|ORIGIN|DESTINATION|TOPIC|PLACE|INSTRUMENT|BENEFICIARY|RESULT|DEMAND|CONSEQUENCE|SUBJECT]-(f:Fact {n_docs: 1})
WITH DISTINCT f ORDER BY coalesce(f.time_start, '9999'), f.id SKIP $skip LIMIT $count
MATCH (f)<-[:ABOUT]-(c:Claim)-[:STATED_IN]->(d:Document)
WITH f, d, c.id AS claim ORDER BY claim
WITH f, d, collect(claim) AS claims
RETURN f.date AS date, f.label AS event, f.status AS status, coalesce(d.publisher, d.uri) AS publisher, d.title AS title, d.id AS document, claims
ORDER BY coalesce(f.time_start, '9999'), f.id
