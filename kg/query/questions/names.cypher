// All names of an actor, and who merged them
// param actor: actor, whose names
// column name: the words used
// column form: name, demonym, nominal or pronoun
// column mentions: how often
// column documents: in how many documents
// column merged_by: the people who decided that it is the same actor; empty when rules did
// column claims: some claims in which it is used
MATCH (x:Entity {name: $actor})<-[:REFERS_TO]-(m:Mention)-[:IN_DOCUMENT]->(d:Document)
WITH m.text AS name, m.form AS form, m.id AS id, m.leaf AS leaf, d ORDER BY id
WITH name, form, count(DISTINCT id) AS mentions, count(DISTINCT d) AS documents, collect(DISTINCT leaf) AS leaves, collect(id) AS ids
OPTIONAL MATCH (j:Decision {action: 'same', superseded: false}) WHERE any(l IN leaves WHERE l IN j.on)
WITH name, form, mentions, documents, ids, j.by AS person ORDER BY person
WITH name, form, mentions, documents, ids, collect(DISTINCT person) AS merged_by
UNWIND ids[..20] AS id
OPTIONAL MATCH (m:Mention {id: id})<-[:ARG]-(c:Claim)
WITH name, form, mentions, documents, merged_by, c.id AS claim ORDER BY claim
WITH name, form, mentions, documents, merged_by, collect(DISTINCT claim)[..5] AS claims
RETURN name, form, mentions, documents, merged_by, claims
ORDER BY mentions DESC, name, form
