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
WITH x, f, side WHERE NOT x.name IN $camp AND NOT x.name IN $other
WITH x, side, f.id AS id, f.type AS type ORDER BY type
WITH x, collect({side: side, id: id, type: type}) AS found
WITH x, [o IN found WHERE o.side = 'camp'] AS ours, [o IN found WHERE o.side = 'other'] AS theirs
WHERE size(ours) > 0 AND size(theirs) > 0
WITH x, ours, theirs ORDER BY size(ours) + size(theirs) DESC, x.name, x.id LIMIT $count
WITH x, [o IN ours | o.id] AS first, [o IN theirs | o.id] AS second,
  reduce(all = [], o IN ours | CASE WHEN o.type IN all THEN all ELSE all + o.type END) AS camp_types,
  reduce(all = [], o IN theirs | CASE WHEN o.type IN all THEN all ELSE all + o.type END) AS other_types
UNWIND first + second AS id
MATCH (:Fact {id: id})<-[:ABOUT]-(c:Claim)
WITH x, first, second, camp_types, other_types, c.id AS claim ORDER BY claim
WITH x, first, second, camp_types, other_types, collect(DISTINCT claim) AS claims
RETURN x.name AS target, size(first) AS by_camp, size(second) AS by_other, camp_types, other_types, claims
ORDER BY by_camp + by_other DESC, target, x.id
