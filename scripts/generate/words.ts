// The words that made-up businesses are put together from. Nothing but lists, and names that never repeat.

export const NOUNS: Readonly<Record<string, readonly string[]>> = {
  lamps: ['table lamp', 'floor lamp', 'reading lamp', 'pendant lamp', 'clip lamp'],
  rugs: ['wool rug', 'runner rug', 'round rug', 'door mat'],
  chairs: ['rocking chair', 'dining chair', 'lounge chair', 'bar stool'],
  tables: ['coffee table', 'dining table', 'side table', 'desk'],
  storage: ['shelf', 'sideboard', 'storage box', 'coat rack', 'wardrobe'],
  bedding: ['duvet cover', 'pillowcase', 'fitted sheet', 'quilt'],
  'cushions and throws': ['velvet cushion', 'floor cushion', 'knitted throw'],
  garden: ['planter', 'garden bench', 'watering can', 'parasol', 'hammock'],
  camping: ['tent', 'sleeping bag', 'camp stove', 'rucksack', 'head torch'],
  kitchen: ['cutting board', 'saucepan', 'storage jars', 'serving bowl'],
  decor: ['wall mirror', 'vase', 'candle holder', 'picture frame'],
  sofas: ['corner sofa', 'sofa bed', 'two-seat sofa'],
};
export const CATEGORIES = Object.keys(NOUNS);
export const ROOMS = [
  'living room',
  'bedroom',
  'study',
  'hallway',
  'bathroom',
  'balcony',
  'garden',
  'kitchen',
];
export const MATERIALS = [
  'oak',
  'ash',
  'walnut',
  'linen',
  'cotton',
  'wool',
  'merino wool',
  'leather',
  'glass',
  'steel',
  'ceramic',
  'jute',
  'bamboo',
  'cork',
  'recycled plastic',
];
export const COLOURS = [
  'white',
  'cream',
  'black',
  'grey',
  'green',
  'blue',
  'terracotta',
  'yellow',
  'natural',
  'rust',
];

/** A question, and two more ways to ask the same; `{}` is the thing that it is about. */
export const QUESTIONS: readonly (readonly [string, string, string])[] = [
  ['How do I clean the {}?', 'Washing the {}', 'My {} has a stain'],
  ['How do I put the {} together?', 'Assembly of the {}', 'I have no instructions for the {}'],
  ['How heavy is the {}?', 'Weight of the {}', 'What does the {} weigh'],
  ['Which bulb or part fits the {}?', 'Spare parts for the {}', 'Something of my {} broke off'],
  ['Can the {} stay outside in winter?', 'Is the {} weatherproof?', 'May the {} get wet'],
  ['Where is the {} made?', 'Origin of the {}', 'Who makes the {}'],
  ['How long is the warranty of the {}?', 'Guarantee for the {}', 'My {} is faulty after two years'],
  ['Does the {} come in other sizes?', 'Larger version of the {}', 'How big is the {}'],
];

export const FIRST_NAMES = [
  'Maya',
  'Sean',
  'Ciara',
  'Aoife',
  'Liam',
  'Nora',
  'Owen',
  'Tara',
  'Finn',
  'Eva',
  'Rory',
  'Una',
];
export const LAST_NAMES = [
  'Byrne',
  'Daly',
  'Nolan',
  'Healy',
  'Walsh',
  'Kelly',
  'Moran',
  'Flynn',
  'Burke',
  'Doyle',
  'Quinn',
];
export const STREETS = ['Chapel Hill Lane', 'Riverside Rise', 'Glebe Court', 'Mill Road', 'Harbour Street'];
export const TOWNS = ['Dublin', 'Cork', 'Galway', 'Limerick', 'Sligo', 'Waterford'];

const BEGINNINGS = [
  'Bra',
  'Cor',
  'Dun',
  'Fel',
  'Gar',
  'Hol',
  'Ist',
  'Jor',
  'Kel',
  'Lun',
  'Mar',
  'Nor',
  'Os',
  'Pel',
  'Quil',
  'Ros',
  'Sel',
  'Tar',
  'Ul',
  'Ver',
  'Wil',
  'Yar',
];
const MIDDLES = ['a', 'be', 'di', 'fo', 'ga', 'he', 'li', 'mo', 'nu', 'po', 'ra', 'se', 'ti', 'vo', 'wi'];
const ENDINGS = [
  'bek',
  'dal',
  'fen',
  'gard',
  'holm',
  'kin',
  'lund',
  'mer',
  'nas',
  'rik',
  'sund',
  'tor',
  'vik',
  'wen',
];

/** Neighbours shall not look alike; it shares no factor with the number of names. */
const STEP = 7919;

/** @returns another name for each number below 69,300; after that with the round's number. */
export function brandName(number: number): string {
  const lists = [BEGINNINGS, MIDDLES, MIDDLES, ENDINGS];
  const names = lists.reduce((product, { length }) => product * length, 1);
  let rest = (number * STEP) % names;
  const parts = lists.map((list) => {
    const part = list[rest % list.length];
    rest = Math.floor(rest / list.length);
    return part;
  });
  const round = Math.floor(number / names);
  return `${parts.join('')}${round === 0 ? '' : ` ${round + 1}`}`;
}
