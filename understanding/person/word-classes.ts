// Words that mean alike where somebody asks for a person: what is learnt of "agent" holds for "adviser". Knows words one by one, no sentences.

const CLASSES = {
  person:
    'person human humans agent agents representative representatives rep operator operators advisor advisors adviser advisers supervisor supervisors employee employees specialist specialists technician expert experts consultant executive salesperson assistant clerk attendant receptionist being individual soul adult grownup grown lady gentleman woman man guy girl girls chap bloke folk folks ladies staff staffer worker workers colleague colleagues manager managers boss bosses superior owner director ceo leader designer carpenter agentname mate dude associate speaker coworker coworkers crew lad lads seller salesman coordinator carer craftsman',
  someone: 'someone somebody anyone anybody whoever',
  people: 'people persons team teams members',
  desk: 'support sales billing accounts complaints returns refunds department dept desk helpdesk reception management headquarters office workshop warehouse shop store branch hr legal claims service services care finance centre center',
  talk: 'speak talk chat discuss converse communicate word conversation write complain explain speaking talking chatting discussing consult',
  call: 'call ring phone contact message email reach telephone callback respond reply answer text',
  pass: 'connect transfer put pass hand forward redirect direct switch route escalate refer patch send take bring reconnect move beam',
  get: 'get give find fetch show summon involve assign loop',
  wish: 'want need wish prefer demand require request insist desire like love appreciate rather wants needs sooner',
  may: 'can could may might would will should',
  bot: 'bot robot machine computer chatbot software program automated automatic algorithm ai bots robots machines computers script',
  we: 'i we',
  mine: 'my our his her their its',
  others:
    'wife husband friend mother father mum dad son daughter sister brother neighbour neighbours landlord courier driver drivers bank partner grandmother grandfather mom accountant dhl ups postman',
  not: 'not no never without neither nor nobody none',
  did: 'said told spoke talked chatted called rang rung phoned complained wrote answered helped promised gave was were had did got been has sent asked went came left met',
  real: 'real actual live living genuine proper breathing competent senior',
  there: 'there here around available free online home about',
  again: 'same again another different other',
  past: 'yesterday last ago earlier monday tuesday wednesday thursday friday saturday sunday',
  who: 'who whom',
  how: 'how where what which',
  when: 'when until after before while',
  why: 'why',
  is: 'is are',
  do: 'do does',
  if: 'if whether',
  your: 'your you u',
  told: 'thanks thank cheers glad',
  now: 'please now immediately urgently already instead',
} as const;

/** A word → the name of its class. */
export const CLASS_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(CLASSES).flatMap(([name, words]) => words.split(' ').map((word) => [word, name] as const)),
);
