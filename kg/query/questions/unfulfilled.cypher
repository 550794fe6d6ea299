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
WHERE f.status IN ['future', 'threatened', 'demanded', 'intended']
  AND coalesce(f.time_end, '') >= $since AND left(coalesce(f.time_start, ''), size($until)) <= $until
  AND ($actor = '' OR EXISTS { MATCH (f)-->(x:Entity) WHERE x.name = $actor })
OPTIONAL MATCH (f)-[:TARGET|OBJECT]->(y:Entity)
WITH coalesce(y.id, '') AS whom, f.type AS type, collect(f.id) AS plans
OPTIONAL MATCH (:Entity {id: whom})<-[:TARGET|OBJECT]-(g:Event)
WHERE g.type = type AND g.status IN ['asserted', 'attributed', 'reported', 'disputed']
WITH plans, max(CASE WHEN g IS NULL THEN null ELSE coalesce(g.time_end, '9999') END) AS done
UNWIND plans AS id
WITH id, max(done) AS done
MATCH (f:Fact {id: id})<-[:ABOUT]-(c:Claim)
WHERE done IS NULL OR done < coalesce(f.time_start, '')
WITH f, c.id AS claim ORDER BY claim
WITH f, collect(claim) AS claims
RETURN f.date AS date, f.label AS event, f.type AS type, f.status AS status, claims
ORDER BY coalesce(f.time_start, '9999'), f.id
