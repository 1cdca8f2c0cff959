// For whom a wish is: the customer, somebody named, or somebody of whom only "she" was said. Pure; words of kinship only.

import { lately } from '../lately.js';
import type { Placed } from './placed.js';

/** Several words for one person; the rest of `PERSONS` stand for themselves. */
const CALLED: Readonly<Record<string, string>> = {
  mum: 'mother',
  mam: 'mother',
  mom: 'mother',
  mammy: 'mother',
  mummy: 'mother',
  ma: 'mother',
  dad: 'father',
  daddy: 'father',
  da: 'father',
  papa: 'father',
  gran: 'grandmother',
  granny: 'grandmother',
  grandma: 'grandmother',
  nan: 'grandmother',
  nana: 'grandmother',
  grandad: 'grandfather',
  granddad: 'grandfather',
  grandpa: 'grandfather',
  kid: 'child',
  kids: 'child',
  children: 'child',
  toddler: 'child',
  toddlers: 'child',
  baby: 'child',
  grandkid: 'grandchild',
  grandkids: 'grandchild',
  grandchildren: 'grandchild',
  'little one': 'child',
  'little ones': 'child',
  'wee one': 'child',
  youngster: 'child',
  'better half': 'partner',
  teenager: 'child',
  teen: 'child',
  lad: 'son',
  hubby: 'husband',
  'other half': 'partner',
  spouse: 'partner',
  wifey: 'wife',
  missus: 'wife',
  wives: 'wife',
  mate: 'friend',
  pal: 'friend',
  buddy: 'friend',
  bestie: 'friend',
  auntie: 'aunt',
  aunty: 'aunt',
  coworker: 'colleague',
  'co-worker': 'colleague',
  neighbor: 'neighbour',
  roommate: 'flatmate',
  housemate: 'flatmate',
  fiancée: 'fiancé',
  fiancee: 'fiancé',
  fiance: 'fiancé',
  bf: 'boyfriend',
  gf: 'girlfriend',
  stepdad: 'stepfather',
  stepmum: 'stepmother',
  stepmom: 'stepmother',
  bro: 'brother',
  sis: 'sister',
  cuz: 'cousin',
  folks: 'parent',
  oma: 'grandmother',
  opa: 'grandfather',
  nanna: 'grandmother',
  roomie: 'flatmate',
};
const PERSONS = `${Object.keys(CALLED).join('|')}|(?:mother|father|sister|brother|son|daughter)[- ]in[- ]law|in-laws|stepmother|stepfather|stepson|stepdaughter|mother|father|parent|grandmother|grandfather|grandparent|grandson|granddaughter|grandchild|child|son|daughter|brother|sister|husband|wife|partner|girlfriend|boyfriend|fiancé|friend|aunt|uncle|niece|nephew|cousin|colleague|boss|neighbour|flatmate|teacher|godmother|godfather|godson|goddaughter|godchild|landlord|landlady|tenant|guest|host|hostess|client|twin|couple|lodger|student|conductor|coach|trainer|nurse|doctor|carer|babysitter|childminder|nanny|cleaner|apprentice|trainee|hairdresser|therapist|midwife|manager|secretary|assistant|housekeeper|penpal|classmate|teammate|bridesmaid|groom|bride`;
const PERSON = new RegExp(
  `(?<![\\w-])(?:(?:(?<whose>my|our|his|her|their|a|an|the|another|some|two|three|one of my|for)\\s+)(?:(?!with |for |of |and |to |in |on |at |is |has )\\w+ ){0,2}?(?<who>(?:${PERSONS})s?)|(?<bare>mum|mam|mammy|mom|dad|daddy|gran|granny|grandma|nana|grandad|grandpa|hubby|wifey)|(?<aged>(?:teenage|teen|youngest|eldest|oldest|younger|elder|older|best) (?:${PERSONS})))(?<has>['’]s?)?(?![\\w-]| shower| (?:bed)?room| part(?:y|ies)| corner| menu| club)`,
  'gi',
);
const PRONOUN =
  /(?<![\w'-])(?:(?<self>i|im|ive|id|we|my partner and i)|(?<other>he|she|they))(?:'\w+)?(?![\w-])/gi;

/** "They must not be black" is of things; of people only where they do what people do. */
const THEY_WISH =
  /^they(?:'(?:re|ve|d))?(?: \w+ly)?(?: (?:both|all|also|already|just|really|only|never|don't|do not|can't|would|must))* (?:like|love|adore|hate|prefer|want|collect|own|have|use|buy|eat|said|asked|need|are (?:allergic|vegans?|into|mad|fond|big|all|the|moving|getting)|allergic|vegan|into|mad|fond|moving|getting|bought|got|live|moved|swear|stand|wear|drink|cook|camp|keep|grow)\b/i;

/** A pet's taste is nobody's wish. */
export const PET = /\b(?:dogs?|cats?|puppy|pup|kitten|rabbit|hens?) (?:\w+ )?$/;

export interface Person {
  readonly who: string;
  /** "My mother", not "the boss" in passing. */
  readonly isRecipient: boolean;
  /** "With two toddlers", "unlike my sister": not who the sentence is about. */
  readonly isAside: boolean;
}

export interface People {
  readonly named: readonly Placed<Person>[];
  /** For whom something is looked for, where that is not the customer. */
  readonly recipient: string | undefined;
  /** Also where nobody is named: "a present under 30". */
  readonly isPresent: boolean;
  /** Who says or is said to have the taste whose words begin at a place; `undefined` where the thought names nobody before it. */
  subjectAt(place: number): string | undefined;
}

const PRESENT =
  /\b(?:gifts?|presents?|prezzie|stocking filler|valentine'?s|(?:something|anything|ideas?|nice|it's|it is|is) for (?:an? |the )?(?:housewarming|wedding|christening|communion|graduation|retirement|leaving do|farewell|baby shower|engagement|confirmation)|secret santa|^for an? (?:graduation|wedding|christening|communion|housewarming|retirement|birthday|confirmation)|surprise (?:for|my|her|him)|(?:birthday|bday|christening|housewarming|retirement|farewell|leaving|graduation) (?:for|of))\b/i;
const NO_PRESENT = /\b(?:gift (?:cards?|wrap\w*|vouchers?|receipt)|present(?:ly| myself))\b/i;
const FOR_OTHER =
  /\b(?:for (?:him|her|them|someone|somebody)|(?:get|give|buy|bring|send|surprise) (?:him|her)(?! (?:back|a call))|(?:for|give|get|to|buy) an? (?:\w+ ){0,2}?(?:man|woman|guy|lady|boy|girl|lover|freak|fan|enthusiast|vegan|camper|gardener))\b/i;
const FOR_SELF = /\b(?:for (?:me|myself|us|ourselves)|(?:gift|present|treat) (?:for|to) (?:me|myself))\b/i;
/** "For his room", "her sixtieth": it is for whoever was named before. */
const FOR_THEIRS =
  /\bfor (?:his|her|their) (?:\w+ )?(?:room|bedroom|flat|house|home|kitchen|garden|desk|study|apartment|balcony|birthday|bday|dorm|office|wedding|cottage|van|hallway|bathroom|place)\b|\b(?:his|her|their) (?:big |own )?(?:birthday|bday|\d{1,2}(?:st|nd|rd|th)|(?:\w+t|fir|six|seven|eigh)ieth|twenty-first|eighteenth|retirement|graduation|wedding|christening|communion|housewarming|stag|hen)\b/i;
const OWN_CEREMONY =
  /\b(?:my|our) (?:own )?(?:\w+ )?(?:birthday|bday|wedding|christening|baptism|baby shower|housewarming|graduation|retirement|engagement)\b/i;
const DAYS: readonly (readonly [RegExp, string])[] = [
  [/\bmother['’]?s['’]? day\b/i, 'mother'],
  [/\bfather['’]?s['’]? day\b/i, 'father'],
];

/** @param text the whole message, in lower case. */
export const peopleIn = lately((text: string): People => {
  const named = [...text.matchAll(PERSON)].map((match): Placed<Person> => {
    const { bare, aged, who = bare ?? aged?.replace(/^\w+ /, '') ?? '', whose = '' } = match.groups ?? {};
    const before = text.slice(Math.max(0, match.index - 40), match.index);
    const isRecipient =
      whose === 'for' ||
      /\b(?:for|to|give|gift|get|buy|surprise|treat|getting|buying|giving|treating|surprising|(?:birthday|bday|wedding|christening|communion|graduation|retirement|anniversary|engagement|farewell|confirmation) of)\s*$/.test(
        before,
      ) ||
      ((match.groups?.has !== undefined || who.endsWith('s')) &&
        /\b(?:birthday|bday|wedding|christening|baptism|housewarming|graduation|retirement|farewell|engagement|communion|anniversary|stag|hen (?:do|party)|hen|baby shower|leaving|sixtieth|fiftieth|fortieth|thirtieth|seventieth|eightieth|ninetieth|twenty-first|eighteenth|\d+(?:st|nd|rd|th))\b/.test(
          text.slice(match.index, match.index + 60),
        ));
    return {
      start: match.index,
      end: match.index + match[0].length,
      value: {
        who: nameOf(who),
        isRecipient,
        isAside: /\b(?:with|unlike|about|than|because of|since)(?: the| an?)?\s*$/.test(before),
      },
    };
  });
  const pronouns = [...text.matchAll(PRONOUN)].flatMap((match): Placed<'self' | 'other'>[] =>
    /^they/i.test(match[0]) && named.length === 0 && !THEY_WISH.test(text.slice(match.index))
      ? []
      : [
          {
            start: match.index,
            end: match.index + match[0].length,
            value: match.groups?.self === undefined ? 'other' : 'self',
          },
        ],
  );
  const theirs = FOR_THEIRS.exec(text);
  const present = (PRESENT.test(text) && !NO_PRESENT.test(text)) || FOR_OTHER.test(text);
  const day = DAYS.find(([pattern]) => pattern.test(text))?.[1];
  const celebrates =
    /\b(?:getting married|got engaged|is (?:retiring|leaving)|has (?:a |her |his )?b(?:irth)?day|will be \d+|graduat(?:es|ing)|retir(?:es|ing)|turn(?:s|ing) (?:\d+|\w+ty|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen)|moving (?:in|house)|having a baby|just moved|new (?:flat|home|house))\b/.test(
      text,
    );
  const first =
    named.find(({ value }) => value.isRecipient)?.value.who ??
    (present || celebrates ? named[0]?.value.who : undefined) ??
    (theirs ? named.findLast(({ start }) => start < theirs.index)?.value.who : undefined) ??
    day;
  const ownDay = OWN_CEREMONY.test(text) && !present;
  const pronounOnly =
    FOR_OTHER.test(text) || ((present || celebrates) && pronouns.some(({ value }) => value === 'other'));
  const recipient = FOR_SELF.test(text)
    ? undefined
    : (first ?? (pronounOnly && !ownDay ? 'other' : undefined));
  const antecedent = (place: number) =>
    named.filter(({ end }) => end <= place).at(-1)?.value.who ?? recipient ?? 'other';
  return {
    named,
    recipient,
    isPresent: recipient !== undefined || (present && !ownDay && !FOR_SELF.test(text)),
    subjectAt(place) {
      const from = thoughtStart(text, place);
      const pronoun = pronouns.filter(({ start, end }) => start >= from && end <= place).at(-1);
      const person = named
        .filter(
          ({ start, end, value }) => start >= from && end <= place && !value.isRecipient && !value.isAside,
        )
        .at(-1);
      if (pronoun && (!person || pronoun.start >= person.start)) {
        return pronoun.value === 'self' ? 'self' : antecedent(pronoun.start);
      }
      return person?.value.who;
    },
  };
});

function nameOf(word: string): string {
  const known = (each: string) =>
    CALLED[each] ?? (new RegExp(`^(?:${PERSONS})$`).test(each) ? each : undefined);
  const inLaw = word.replace(/ /g, '-');
  if (inLaw.endsWith('-in-law')) return inLaw;
  return known(word) ?? known(word.replace(/s$/, '')) ?? word;
}

function thoughtStart(text: string, place: number): number {
  const before = text.slice(0, place);
  const marks = [...before.matchAll(/[.;!?]/g)];
  return (marks.at(-1)?.index ?? -1) + 1;
}
