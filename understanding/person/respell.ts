// Puts right how people misspell the words for a person and for speaking with one. Knows these words only, not what is wished.

/** The words that rules on a wish for a person are made of. */
const RIGHT = (
  'person human humans agent agents representative operator advisor adviser supervisor manager someone somebody anyone anybody colleague ' +
  'employee specialist technician assistant customer service support department people robot machine staff team sales boss superior ' +
  'transfer transferred connect connected speak talk chat call phone ring contact escalate escalated forward reach answer message ' +
  'through please want need have give send help take could would prefer rather just real actual live being available there instead ' +
  'speaking talking asking discuss complain associate'
).split(' ');
const RIGHT_WORDS = new Set(RIGHT);
/** Right words next to those; they stay as they are. */
const NEIGHBOURS = new Set(
  (
    'actually advise advised advises advisors advisory agency agenda alive alone associated associates association answered answers ' +
    'apartment area argent assist assistance assisted bake balk ball basking bass beach beam beings bell ' +
    'bending bots boys breach breaking bring bust cake caller callers calls callus calm cave cell chap ' +
    'char chart chats chatty cheat coat cold collected college complains complaint complaints connection ' +
    'connections connector connects contacted contacts contract converted convicted corrected costume ' +
    'costumer couch custody custom customers deal dealt deed departments ding discus dive dust each ' +
    'employ employed employees employer employers escalates escalator factual fake fall father feed fell ' +
    'fend fiend five forwarded forwards freaking friend gather gave gaven given gives hall halls haste ' +
    'hat hate haven heal heat heed held hell hella helps here hive hole hone human humane humanly iphone ' +
    'item jest king knee laid lake leaking leal lease leave lend lice lie lien life like line lived liver ' +
    'lives loss love lust machined machines make males mall manage managed managerial managers manages ' +
    'managing mangers masking massage meal mend messaged messages must needs needy nerd olive operate ' +
    'operated operates operating operation operators paid parson peach peak peal peed peoples persona ' +
    'personal personas persons phones ping plea pleasant pleased pouch preach prison prone rake rant rave ' +
    'ravel reached react read realer realm reals realty ream reap reed reel refer represent ' +
    'representation representatives represented represents rings robots root rust sail sails sake sale ' +
    'sand save saves scale seal seam seed seeking sell sender sends sens sent serviced services servicing ' +
    'shaking shave shone shove sing sneak sneaking socialist sole soles speaks specialised specialists ' +
    'specially speeding spelling spend spending spewing spreading staffed staffs stale stalking steak ' +
    'stealing steam steaming stiff stone stuff superb superiors supervise supervised supervises ' +
    'supervision supported supporter supports suppose swearing taken takes taking tale tales talks tall ' +
    'tame tank tanking tape task tasking tea teach teal team teams tear technical technique techniques ' +
    'teem tell tend tent term that thee theme these theyre thorough though three toss transferring ' +
    'transfers urgent veal vending wait wake walk walking wall wallet walls wand wane wants wart wave ' +
    'weed went what where wing world woulda wound yall yelp zeal rang rung phoned complained complains customs ' +
    'teak tram giver unavailable stake transform chan rear carl conducted ross'
  ).split(' '),
);
/** Too short, or too far off, for counting letters. */
const ALIASES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    tlk: 'talk',
    tak: 'talk',
    takl: 'talk',
    tlak: 'talk',
    taalk: 'talk',
    talkk: 'talk',
    tawk: 'talk',
    tolk: 'talk',
    spk: 'speak',
    spek: 'speak',
    speek: 'speak',
    chatt: 'chat',
    caht: 'chat',
    sum1: 'someone',
    some1: 'someone',
    any1: 'anyone',
    sb: 'somebody',
    reps: 'rep',
    csr: 'representative',
    hooman: 'human',
    humn: 'human',
    hunam: 'human',
    ahuman: 'a human',
    aperson: 'a person',
    anagent: 'an agent',
    toa: 'to a',
    aget: 'agent',
    agen: 'agent',
    cust: 'customer',
    witha: 'with a',
    sm1: 'someone',
    wiht: 'with',
    hav: 'have',
    giv: 'give',
    iwant: 'i want',
    wantto: 'want to',
    wth: 'with',
    woth: 'with',
    ot: 'to',
    hman: 'human',
    hmn: 'human',
    persn: 'person',
    prsn: 'person',
    agnt: 'agent',
    manger: 'manager',
    agt: 'agent',
    reprsentative: 'representative',
    representive: 'representative',
    colleauge: 'colleague',
    wnat: 'want',
    watn: 'want',
    wnt: 'want',
    ned: 'need',
    neeed: 'need',
    cn: 'can',
    thru: 'through',
    tranfer: 'transfer',
    trasnfer: 'transfer',
    conect: 'connect',
    salesperson: 'sales person',
    salesman: 'sales person',
    realperson: 'real person',
    realhuman: 'real human',
    liveperson: 'live person',
    liveagent: 'live agent',
    livechat: 'live chat',
    humanagent: 'human agent',
    customerservice: 'customer service',
    customersupport: 'customer support',
    customercare: 'customer care',
    callback: 'call back',
    talkto: 'talk to',
    speakto: 'speak to',
    chatbot: 'bot',
    chatbots: 'bots',
    ne1: 'anyone',
    bak: 'back',
    meback: 'me back',
    wer: 'where',
    wih: 'with',
    cal: 'call',
    spekt: 'speak',
  }),
);
/** "some one", "any body"; "any one of these" is another word. */
const APART = /\b(some|any) (one|body)\b(?! of)/g;
const MOST_WORDS = 400;
/** From this many letters on two slips are forgiven, from so many three. */
const LONG = 8;
const VERY_LONG = 12;
/** Shorter words have too many right neighbours. */
const SHORTEST = 4;

/** What is left of each right word when a letter or two are left out → the right words: a slip away means that two such rests are equal. */
const RESTS = new Map<string, string[]>();
for (const word of RIGHT) {
  for (const rest of restsOf(word)) {
    const known = RESTS.get(rest);
    if (known) known.push(word);
    else RESTS.set(rest, [word]);
  }
}

/** @param normalised as `normalise` gives it. @returns the same with the misspelt words put right. Linear in the number of words. */
export function respell(normalised: string): string {
  const words = normalised.split(' ', MOST_WORDS);
  return words
    .map((word, at) => {
      const before = at > 0 ? words[at - 1] : undefined;
      if (
        /^(?:2|two|too)$/.test(word) &&
        before !== undefined &&
        /^(?:t\w{0,2}lk|talk|speak|speek|spk|chat)$/.test(before)
      )
        return 'to';
      if (word === 'costumer' && /^(?:care|se?rv|sup)/.test(words[at + 1] ?? '')) return 'customer';
      if (word === 'too' && /^(?:a|an|speak|talk|the|your)$/.test(words[at + 1] ?? '')) return 'to';
      return ALIASES.get(word) ?? nearest(word);
    })
    .join(' ')
    .replace(APART, '$1$2');
}

function nearest(word: string): string {
  if (word.length < SHORTEST || word.length > 17 || NEIGHBOURS.has(word) || RIGHT_WORDS.has(word))
    return word;
  let best = word;
  let fewest = Number.POSITIVE_INFINITY;
  for (const rest of restsOf(word)) {
    for (const right of RESTS.get(rest) ?? []) {
      const allowed = Math.min(fewest - 1, slipsForgiven(right));
      if (allowed < 1 || Math.abs(right.length - word.length) > allowed) continue;
      const slips = slipsBetween(word, right, allowed);
      if (slips > allowed) continue;
      best = right;
      fewest = slips;
    }
  }
  return best;
}

function slipsForgiven(right: string): number {
  if (right.length >= VERY_LONG) return 3;
  return right.length >= LONG ? 2 : 1;
}

function restsOf(word: string): Set<string> {
  const once = withoutOne(word);
  const rests = new Set([word, ...once]);
  if (word.length >= LONG - 1)
    for (const rest of once) for (const twice of withoutOne(rest)) rests.add(twice);
  return rests;
}

function withoutOne(word: string): string[] {
  return Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1));
}

/** Optimal string alignment: letters added, left out, changed, or two neighbours swapped. Above `most` it may stop early. */
function slipsBetween(a: string, b: string, most: number): number {
  let twoBack: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (twoBack[j - 2] ?? 0) + 1);
      row.push(least);
    }
    if (Math.min(...row) > most) return most + 1;
    twoBack = previous;
    previous = row;
  }
  return previous[b.length] ?? 0;
}
