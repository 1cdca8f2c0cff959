// Words that mean alike around a thing that is liked, avoided or asked for: what is learnt of "love" holds for "adore". Knows words one by one.

const CLASSES = {
  love: 'love loves luv loving adore adores adoring worship dig digs enjoy enjoys enjoying fancy fancies treasure cherish fond keen crazy obsessed passionate mad nuts wild partial addicted hooked smitten enamoured fan fans lover lovers sucker enthusiast devotee drawn',
  loved: 'loved adored liked enjoyed fancied',
  like: 'like likes',
  prefer:
    'prefer prefers preferred prefered favour favours favor favors preference preferably ideally rather sooner lean leaning tend tends incline inclined preferable',
  favourite: 'favourite favorite favourites favorites fave favs weakness passion beloved dearest top',
  hate: 'hate hates hating hated detest detests loathe loathes despise despises dislike dislikes disliked abhor resent dread dreads hatred aversion',
  ugly: 'ugly awful horrible horrid hideous ghastly dreadful disgusting gross vile revolting repulsive yuck yuk ew eww ugh bleh meh boring dull drab dreary depressing gloomy tacky vulgar garish gaudy kitschy naff cheap clinical cold sterile creepy creeps scratchy itchy prickly clammy sweaty sticky dated bores grim miserable unpleasant nasty terrible nightmare overrated tasteless soulless lifeless loud busy fussy sickly smelly stinks stink smells smell scratches scratch creases crease squeaks offputting cheerless bland',
  nice: 'gorgeous lovely beautiful stunning wonderful divine heavenly heaven calming calm cosy cozy soothing warm happy happiest joy delight delightful perfect amazing brilliant fantastic great best nicest nice good grand class deadly fab fabulous smart elegant timeless classy charming magic dream dreamy bliss comforting super excellent awesome marvellous',
  enough: 'enough plenty loads lots tons heaps galore dozens too overkill overload sufficient',
  tired: 'tired sick bored fed weary finished done through over',
  not: "not no never nothing none nobody neither nor without hardly barely minus don't dont doesn't doesnt didn't didnt isn't isnt aren't arent wasn't weren't won't wont wouldn't wouldnt can't cant cannot couldn't couldnt shouldn't shouldnt mustn't mustnt needn't haven't hasn't ain't nope nah non",
  except: 'except excluding besides apart bar barring',
  avoid:
    'avoid avoids avoiding skip skips exclude excludes omit drop ban bans banned forbid forbidden refuse refuses boycott reject shun spare eliminate remove filter lose ditch leave',
  stand: 'stand bear abide stomach tolerate face handle cope endure suffer',
  allergy:
    'allergic alergic allergy allergies intolerant sensitive sensitivity reaction reactions react reacts rash rashes hives eczema asthma asthmatic sneeze sneezes sneezing itch itches itching wheeze wheezes swell blotches migraine migraines headache headaches sniffle irritates irritate irritation hayfever skin psoriasis doctor vet gp dermatologist',
  must: 'must needs gotta essential required requirement mandatory compulsory crucial vital imperative indispensable nonnegotiable insist insists necessary definitely absolutely strictly certainly condition',
  should: 'should ought shall supposed',
  only: 'only just exclusively solely purely entirely alone 100',
  always:
    'always ever usually generally normally typically mostly mainly often forever everytime constantly tend habitually',
  want: 'want wants wanted wanna need needing looking look search searching after seeking seek searchin hunting shopping require wish wishing hoping hope thinking consider considering interested interest wud',
  would: "would 'd i'd id we'd she'd he'd they'd could might may",
  show: 'show find recommend suggest give get send see offer advise help choose pick browse',
  sell: 'sell stock carry stocks available come comes',
  maybe: 'maybe perhaps possibly possible hopefully bonus plus',
  something:
    'something anything sth smth sumthing someting thing things stuff one ones item items piece pieces article articles product products options choice',
  have: "have has got i've ive we've weve he's she's having hav",
  own: 'own owns owned already possess bought bring inherited',
  match: 'match matches matching goes suits suit complement fits alongside beside pair',
  buy: 'buy buys buying wear wears wearing use uses using sleep sleeps sleeping eat eats burn cook cooks keep keeps choose chooses pick picks go drink decorate live',
  bad: 'arrived broke broken damaged cracked faded stained scratched stopped ordered paid charged returned return returns refund refunded exchange replace replacement cancel wrong mistake missing delivered received warranty guarantee order parcel package delivery shrunk shrank tore torn leaking leak faulty defect late instead wobbly wobbles loose came complaint tracking invoice',
  past: 'was were had used yesterday last ago once formerly previously',
  know: 'real genuine made clean wash washable care difference compare versus vs durable last lasts heavy warm work works mean size price cost costs much ship suitable safe',
  question: 'how what when where why who which does do did can could will is are was any whats hows wheres',
  mind: 'mind care matter matters bothered fussed fussy picky difference preference either whichever whatever anyway whatsoever',
  fine: 'fine ok okay alright acceptable problem issue objection against happy okey',
  if: 'if whether unless provided when',
  but: 'but though although however yet tho',
  because: 'because since as so therefore cause cos coz hence',
  and: 'and & or plus',
  i: "i im i'm we we're were me us myself ourselves ours ill i'll we'll",
  my: 'my our mine',
  you: "you your u ye yours you're",
  he: "he she they his her their him them hers theirs he's she's they're theyre he'll she'll",
  it: "it that this these those it's its thats that's theyre",
  the: 'the a an some any another',
  is: "is are be am being 's been",
  please: 'please pls plz thanks thank thx cheers ta kindly',
  greeting: 'hi hello hey hiya good morning afternoon evening dear team',
  now: 'now today tonight currently moment time once',
  lasting:
    'future remember note mind profile general principle rule fyi know house home household family always life years anymore',
  takenBack: 'forget scratch longer gone again anymore delete remove undo changed',
  gift: 'gift present presents gifts birthday wedding christmas anniversary housewarming surprise xmas prezzie bday',
  person:
    'mother mum mam mom father dad husband wife partner sister brother son daughter friend boyfriend girlfriend gran granny grandma grandmother grandad grandfather nan aunt uncle cousin niece nephew boss colleague neighbour flatmate kids children child baby toddler parents hubby missus mate lad teenager',
  for: 'for',
  in: 'in into',
  of: 'of from made out',
  with: 'with',
  on: 'on at near by under next',
  to: 'to towards over than',
  make: 'make makes gives give gets sets set puts turns drives feel feels look looks sound seems remind reminds',
  swap: 'instead actually meant mean sorry wait thoughts correction rather',
} as const;

/** A word → the name of its class; a word in two lists has the first. */
export const WORD_CLASSES: ReadonlyMap<string, string> = new Map(
  Object.entries(CLASSES)
    .reverse()
    .flatMap(([name, words]) => words.split(' ').map((word) => [word, name] as const)),
);
