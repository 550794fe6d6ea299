// What was announced, threatened or demanded and is nowhere reported as done
// param actor: actor = "", only what this actor has a part in
// param since: date = "", leave out what ended before, and what has no date
// param until: date = "9999", leave out what began after
// column date: when it was to happen, or when it was spoken of
// column event: what was to happen
// column type: its class
// column status: future, threatened, demanded or intended
// column claims: the claims behind the row
MATCH (f:Event)
WHERE f.status IN ['future', 'threatened', 'demanded', 'intended', 'asserted', 'attributed', 'reported', 'disputed']
OPTIONAL MATCH (f)-[:TARGET|OBJECT]->(y:Entity)
WITH coalesce(y.id, '') AS whom, f.type AS type, f.id AS id, coalesce(f.time_end, '9999') AS latest,
  f.status IN ['future', 'threatened', 'demanded', 'intended'] AS planned
WITH whom, type, collect(CASE WHEN planned THEN id END) AS plans, max(CASE WHEN NOT planned AND whom <> '' THEN latest END) AS done
UNWIND plans AS id
WITH id, max(done) AS done
MATCH (f:Fact {id: id})
WHERE (done IS NULL OR done < coalesce(f.time_start, ''))
  AND coalesce(f.time_end, '') >= $since AND left(coalesce(f.time_start, ''), size($until)) <= $until
  AND ($actor = '' OR EXISTS { MATCH (f)-->(x:Entity) WHERE x.name = $actor })
MATCH (f)<-[:ABOUT]-(c:Claim)
WITH f, c.id AS claim ORDER BY claim
WITH f, collect(claim) AS claims
RETURN f.date AS date, f.label AS event, f.type AS type, f.status AS status, claims
ORDER BY coalesce(f.time_start, '9999'), f.id
