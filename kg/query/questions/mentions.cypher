// Every mention behind a fact
// param fact: text, the fact's id (f_…)
// column role: the part it has in the claim
// column text: the words of the mention
// column form: name, demonym, nominal or pronoun
// column refers_to: the actor or thing it stands for
// column quote: the sentence of the claim
// column publisher: who prints it
// column document: the document's id
// column start: where the mention starts in the document, in code points from 0
// column claims: the claim
MATCH (f:Fact {id: $fact})<-[:ABOUT]-(c:Claim)-[a:ARG]->(m:Mention)
MATCH (c)-[:STATED_IN]->(d:Document)
OPTIONAL MATCH (m)-[:REFERS_TO]->(e:Entity)
RETURN a.role AS role, m.text AS text, m.form AS form, e.name AS refers_to, c.quote AS quote, coalesce(d.publisher, d.uri) AS publisher, d.id AS document, m.start AS start, [c.id] AS claims
ORDER BY document, start, c.id, role
