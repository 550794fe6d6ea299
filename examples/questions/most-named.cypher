// Who is named most often
// param least: number = 5, leave out who is named less often
// column name: who
// column mentions: how often
// column claims: some claims in which it is named
MATCH (e:Actor)<-[:REFERS_TO]-(m:Mention)
WITH e, count(m) AS mentions WHERE mentions >= $least
MATCH (e)<-[:REFERS_TO]-(:Mention)<-[:ARG]-(c:Claim)
WITH e, mentions, c.id AS claim ORDER BY claim
RETURN e.name AS name, mentions, collect(DISTINCT claim)[..3] AS claims
ORDER BY mentions DESC, name
