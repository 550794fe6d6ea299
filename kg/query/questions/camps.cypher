// Whom two camps both act on
// param camp: actors, the names of one camp
// param other: actors, the names of the other camp
// param count: number = 50, show so many rows
// column target: whom both act on
// column by_camp: in how many events the first camp acts on it
// column by_other: in how many events the other camp does
// column camp_types: in what kinds of events the first camp does
// column other_types: in what kinds of events the other camp does
// column claims: the claims behind the row
CALL {
  UNWIND $camp AS name
  MATCH (:Entity {name: name})<-[:AGENT]-(f:Event)-[:TARGET|OBJECT|PARTNER|BENEFICIARY]->(x:Actor)
  RETURN x, f, 'camp' AS side
  UNION
  UNWIND $other AS name
  MATCH (:Entity {name: name})<-[:AGENT]-(f:Event)-[:TARGET|OBJECT|PARTNER|BENEFICIARY]->(x:Actor)
  RETURN x, f, 'other' AS side
}
WITH DISTINCT x, f, side WHERE NOT x.name IN $camp AND NOT x.name IN $other
WITH x, collect(CASE WHEN side = 'camp' THEN f END) AS ours, collect(CASE WHEN side = 'other' THEN f END) AS theirs
WHERE size(ours) > 0 AND size(theirs) > 0
WITH x, ours, theirs, size(ours) AS by_camp, size(theirs) AS by_other
ORDER BY by_camp + by_other DESC, x.name, x.id LIMIT $count
UNWIND [f IN ours | {side: 'camp', id: f.id, type: f.type}] + [f IN theirs | {side: 'other', id: f.id, type: f.type}] AS one
WITH x, by_camp, by_other, one.side AS side, one.id AS id, one.type AS type
MATCH (:Fact {id: id})<-[:ABOUT]-(c:Claim)
WITH x, by_camp, by_other, side, type, c.id AS claim ORDER BY type
WITH x, by_camp, by_other, collect(DISTINCT CASE WHEN side = 'camp' THEN type END) AS camp_types,
  collect(DISTINCT CASE WHEN side = 'other' THEN type END) AS other_types, collect(DISTINCT claim) AS found
UNWIND found AS claim
WITH x, by_camp, by_other, camp_types, other_types, claim ORDER BY claim
WITH x, by_camp, by_other, camp_types, other_types, collect(claim) AS claims
RETURN x.name AS target, by_camp, by_other, camp_types, other_types, claims
ORDER BY by_camp + by_other DESC, target, x.id
