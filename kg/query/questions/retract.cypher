// What would go, and what would lose support, if a document were retracted
// param document: document, its id or address
// column kind: fact gone, fact weakened or actor gone
// column name: which
// column id: its id
// column left: how many claims or mentions would be left
// column claims: the claims that would go
CALL {
  MATCH (d:Document {id: $document})<-[:STATED_IN]-(c:Claim)-[:ABOUT]->(f:Fact)
  WITH f, c.id AS claim ORDER BY claim
  WITH f, collect(claim) AS claims
  RETURN CASE WHEN f.n_claims = size(claims) THEN 'fact gone' ELSE 'fact weakened' END AS kind, f.label AS name, f.id AS id, f.n_claims - size(claims) AS left, claims
  UNION
  MATCH (d:Document {id: $document})<-[:IN_DOCUMENT]-(m:Mention)-[:REFERS_TO]->(e:Entity)
  WITH e, count(DISTINCT m.id) AS lost
  WHERE e.n_mentions = lost AND NOT e.curated
  RETURN 'actor gone' AS kind, e.name AS name, e.id AS id, 0 AS left, [] AS claims
}
RETURN kind, name, id, left, claims
ORDER BY kind, name, id
