// What two parties each say about someone or something
// param party: actor, one party
// param other: actor, the other party
// param about: actor, whom or what they speak of
// column party: who speaks
// column date: when that happened or holds which they speak of
// column said: what they say has happened or holds, or their act of speech
// column status: how sure it is, all sources together
// column polarity: pos when they affirm it, neg when they deny it
// column quote: the sentence
// column publisher: who printed it
// column claims: the claim
CALL {
  UNWIND [$party, $other] AS name
  MATCH (x:Entity {name: $about})
  MATCH (p:Entity {name: name})<-[:CLAIMED_BY]-(c:Claim)-[:ABOUT]->(f:Fact)-[:AGENT|TARGET|OBJECT|PARTNER|ORIGIN|DESTINATION|TOPIC|PLACE|INSTRUMENT|BENEFICIARY|RESULT|DEMAND|CONSEQUENCE|SUBJECT]->(x)
  RETURN p, c, f
  UNION
  UNWIND [$party, $other] AS name
  MATCH (x:Entity {name: $about})
  MATCH (p:Entity {name: name})<-[:AGENT]-(f:Event)-[:AGENT|TARGET|OBJECT|PARTNER|ORIGIN|DESTINATION|TOPIC|PLACE|INSTRUMENT|BENEFICIARY|RESULT|DEMAND|CONSEQUENCE|SUBJECT]->(x)
  WHERE p.id <> x.id AND (f:Accuse OR f:Communicate OR f:Reject OR f:Request OR f:Support OR f:Threaten)
  MATCH (f)<-[:ABOUT]-(c:Claim)
  RETURN p, c, f
}
WITH DISTINCT p, c, f
MATCH (c)-[:STATED_IN]->(d:Document)
RETURN p.name AS party, f.date AS date, f.label AS said, f.status AS status, c.polarity AS polarity, c.quote AS quote, coalesce(d.publisher, d.uri) AS publisher, [c.id] AS claims
ORDER BY party, coalesce(f.time_start, '9999'), c.id
