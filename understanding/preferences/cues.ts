// The words that say how much something is wanted or avoided, before it ("can't stand …") or after it ("… would be nice"). Knows no catalogue.

import type { Preference } from '../../data/customer.js';

/** `none`: what follows is not wished at all ("I don't mind …"); `plain`: it is asked for, without more weight ("I'd like …"). */
export interface Cue {
  readonly strength: Preference['strength'] | 'none' | 'plain';
  /** `today` for what is asked of this purchase, `lasting` for taste and habit. */
  readonly scope: 'lasting' | 'today';
  /** Said of somebody: "my wife loves", "I hate"; the others ("no wool") name nobody. */
  readonly ofSomebody: boolean;
}

const NOT = "(?:do not|don't|dont|does not|doesn't|doesnt|did not|didn't|didnt|never)";
const WILL_NOT = "(?:will not|won't|wont|would not|wouldn't)";
const CAN_NOT = "(?:can't|cannot|can not|cant|couldn't|could not)";
const VERY =
  '(?:(?:really|particularly|much|especially|actually|exactly|particularly|ever|personally|honestly|quite|just|simply|absolutely|totally|truly|always|all|so|also|both) )*';
/** "Anything made of", "any more", "another": what may stand between a cue and its object. */
const OF =
  "(?:(?:the |that )?(?:smell|scent|look|feel|touch|warmth|texture|idea|sound|colou?r) of )?(?:(?:any|anything|something|things|stuff|everything|products|items|furniture|at all) )*(?:(?:made|that is|that's|which is|which are|that are|that has|that have|which has|coming) )*(?:(?:made|of|from|out of|with|in|containing|by) )*(?:(?:any|more|another|yet another|the|a|an|too much|much) )*(?:(?:bit|touch|splash|hint|piece) of )?";

const cue = (strength: Cue['strength'], scope: Cue['scope'], ofSomebody: boolean, source: string) => ({
  strength,
  scope,
  ofSomebody,
  pattern: new RegExp(`^(?:${source}) ${OF}`),
});

/** Tried in this order at each word. */
const BEFORE = [
  // Nothing is wished.
  cue(
    'none',
    'today',
    false,
    `${NOT} (?:really |particularly )?(?:mind|care|worry|matter)(?: about| if| whether)?|(?:used to|no longer) (?:like|love|hate|prefer|dislike|avoid|enjoy|mind|need|want)s?|not (?:only|sure|yet|just|bothered|fussed|fussy|picky)(?: about| if| whether)?|no (?:object|longer|idea|problem|doubt|matter|worries|thanks|thank you|preference|hurry|rush|need to|need for|way)|(?:no|not any) objections? to|(?:ok|okay|fine|happy) with|(?:open|indifferent) to|changed my mind about|not allergic to|(?:have |has |'ve |got )?nothing against|can live with(?:out)?|with(?:out)? or with(?:out)?|without (?:a )?doubt|whether(?: or not)?|(?:i've|we've|i have|we have|has|have|got) (?:got )?nothing|thought (?:i'd|i would|we'd) (?:hate|love|like|prefer)`,
  ),
  cue(
    'plain',
    'today',
    false,
    'no wait|(?:no|not|nothing|never) (?:too|very|overly|so|all that)(?! (?:fond|keen|into|crazy|mad|partial|big|much|taken))',
  ),
  // Today, politely.
  cue(
    'dislike',
    'today',
    false,
    `(?:i'd |would |'d )?(?:much )?rather (?:not|no|avoid|without|skip)(?: have| get| use| go for| buy| choose)?|(?:would|'d|i'd|we'd) (?:prefer|like) (?:not|to avoid|no)(?: to have| to get| to| have)?|(?:preferably|ideally) (?:not|no|without|nothing)|(?:would|'d|i'd|we'd) (?:avoid|skip)|(?:could|can) do without|(?:wouldn't|would not) (?:like|want|choose|go for)|(?:try|trying) to avoid for (?:this|now)|not (?:ideally|preferably)`,
  ),
  // Lasting, of somebody.
  cue(
    'dislike',
    'lasting',
    true,
    `${NOT} ${VERY}(?:likes?|liked|loved|enjoyed|love|enjoy|care for|fancy|go for|appreciate)|(?:not|never|isn't|aren't|ain't|(?:is|are|am|was|were) not) (?:a |been a |been |an |so |too |that |very |much of a |such a |really a |${VERY}|big |huge |great )*(?:fan of|fans of|fond of|keen on|into|crazy about|mad about|partial to|lover of|one for|taken with|enthusiastic about)|${VERY}(?:hates?|detests?|loathes?|dislikes?|despises?|hated)|(?:could|can) never (?:live with|like|have)(?! enough)|${CAN_NOT} ${VERY}(?:live with|stand|bear|abide|tolerate the look of)|(?:can't|cannot|wouldn't) say (?:that )?(?:i|we) (?:like|love|enjoy)|(?:sick|tired|fed up) (?:of|with)|(?:not|never) (?:been )?(?:much of )?(?:a |an )?(?:big )?(?:one|person) for|(?:not|never) (?:really )?(?:gone|taken|warmed) (?:for|to)|prefers? not(?: to have)?|put off by|(?:gone|went|going) (?:\\w+ )?off|over (?=\\w+ (?:now|by now|at this stage))|had (?:my|our|her|his|their) fill of|(?:wouldn't|would not) be (?:seen|caught) (?:dead )?(?:with|in|near)|(?:not|never) (?:mad|gone|big) (?:on|into|about)|no (?:big |great |real )?(?:fan|fans|lover|friend) of|(?:have|has|'ve|with) no (?:time|love|use|grá) for|think (?:very )?little of`,
  ),
  cue(
    'must-not',
    'lasting',
    true,
    `${CAN_NOT} ${VERY}(?:be doing with|deal with|cope with|have|tolerate|wear|eat|use|sleep on|sleep with|be near|be around|touch|do)|${VERY}(?:allergic|alergic|sensitive|intolerant) (?:to|of)|(?:allergy|allergies|intolerance|aversion) (?:to|against)|(?:reacts?|react) (?:\\w+ )?(?:to|against)|(?:bad|nasty|terrible|an?) reactions? (?:to|from)|(?:allergy|allergies|allergic reaction)(?: \\w+)? (?:is|are) (?:to|from)|(?:rash|hives|eczema|wheezy|asthma|sneezing|itchy|blotches|bumps) (?:from|off|with)|never (?:ever )?wants?|(?:try|tries|trying|tend|tends|prefers?|like|likes) to (?:avoid|stay away from|steer clear of)|(?:never|${NOT}) (?:ever )?(?:do|does|buys?|wears?|uses?|eats?|touch|touches|haves?|has|own|tolerates?|accepts?|takes?|purchase|go near|show me|get)|${WILL_NOT} (?:ever )?(?:have|buy|wear|use|eat|touch|accept|tolerate|take)|${VERY}(?:avoids?|avoiding|boycott|refuses?|shun)(?: to (?:buy|wear|use|have))?|(?:stay|steer|keep|stays|steers|keeps) (?:away|clear) (?:of|from)|(?:don't|dont|do not|doesn't|can't|cannot|won't|never) (?!stand|bear|abide|stomach|fancy|care|send|show|recommend|suggest|give|include|call|phone|text|email|ring|write|contact|bring|forget|ask|tell|matter|make|let|ship|deliver|put|add|offer|guess|suppose|expect|imagine|hear|plan|dislike|hate|prefer|help|feel|work|fit|appeal|suit|do|does|did|find|see|decide|choose|tell|remember|know|think|understand|get|open|order|afford|believe|say|have|mind|care|matter|want|need|like|love|enjoy|really|own|look|seem|recall|wait|go|come|pay|spend|live|be\\b)[a-z]{3,}(?: (?:on|in|under|near|with|around|beside))?(?= (?:any|anything|\\w+) ?)|(?:given|gave) up|(?:done|finished|through) with`,
  ),
  cue(
    'must',
    'lasting',
    true,
    `only (?:ever )?(?:(?!want|need|look|after|interest|have|had|has|saw|got|see|just|like|love|thing|question|problem|reason|one|ones|when|if|for|in|on|the|because|by|from|to|two|three|one|consider|made)[a-z]{3,}(?:s|es)(?: (?:in|on|under|with))?(?= )|(?:buys?|wears?|uses?) (?:and|or) )?(?:buys?|wears?|uses?|eats?|drinks?|sleeps? (?:in|on|under)|has|haves?|own|owns|purchases?|likes?|loves?)|(?:exclusively|always) (?:buys?|wears?|uses?) only`,
  ),
  // Today, of the purchase.
  cue(
    'must-not',
    'today',
    false,
    `(?:as|so) long as (?:it|they)(?:'s| is| are)?(?:n't| not)|(?:isn't|aren't|is not|are not)(?! (?:for|my|me|us))|(?:do not|don't|dont) want(?: (?:it|is|to see|to have|to be|to get))+|(?:do not|don't|dont|does not|doesn't) (?:ever )?(?:want|need|show me|show|give me|send me|recommend|suggest|include|bring)|(?:must|should|shall|may|can) ?(?:not|n't) (?:be|have|contain|include|come)|(?:mustn't|shouldn't|can't|cannot|needn't) (?:be|have|contain|include)|(?:absolutely|definitely|certainly|please|strictly|but|just|and|also|really|or) (?:no|not|nothing|without)|nothing(?! (?:beats|nicer|better|like|against|compares))|without|free (?:of|from)|no more|stop (?:suggesting|showing|recommending|sending|pushing|offering)(?: me| us)?|not another|not|no|never(?: again)?|never show me|anything (?:but|except|besides|other than|apart from)|everything (?:but|except)|except(?: for)?|other than|apart from|minus|(?:please )?(?:exclude|leave out|skip|omit|drop|avoid)|nor|neither|steer clear of|enough|had enough of|zero`,
  ),
  cue(
    'must',
    'today',
    false,
    `(?:must|has to|have to|had to|needs? to|got to|should|ought to|gotta|it's got to) (?:absolutely |definitely |really |only |all )*(?:be|have|contain|come in|come)|only (?:looking for|want|after|interested in|need|considering)s?|only|nothing but|strictly|exclusively|purely|(?:i |we )?(?:absolutely|definitely|really) (?:want|need)s?|insists? on|must-have is|must be|if (?:it|they|that) (?:isn't|aren't|is not|ain't)|unless (?:it's|it is|they're|they are)|(?:that's|that is|that are|which is|which are) (?=[a-z]+(?:able|proof|free|resistant) )|(?:won't|will not) settle for (?:less|anything less|anything (?:but|other)) than|(?:important|essential|vital|crucial)(?: is)? (?:that )?(?:it is|it's|they're|they are)|(?:as long as|so long as|provided|only if) (?:it is|it's|they're|they are)|(?:definitely|absolutely|certainly)(?! (?:love|like|adore|hate|no|not|nothing|fine|prefer|want|need|too|can't|don't|loves|hates|is|are|must|beautiful|gorgeous))|make sure (?:it is|it's|they're|they are)`,
  ),
  cue(
    'like',
    'today',
    false,
    `(?:nice to have|bonus points for|bonus|plus)(?: is|:| :)?|if (?:there's|there is|there are|you have|you've got|you had|it's|it comes)|(?:ideally|preferably|if possible|if you (?:have|can)|best|maybe|perhaps|hopefully)|(?:would|'d|i'd|we'd|she'd|he'd|they'd) (?:ideally |really |much |most |absolutely |probably )*(?:prefer|love|rather have|rather|sooner have|sooner|favou?r|go for)(?: to have| to get| to see)?|(?:something|anything|one|ones|more|others?|similar|much|just) (?:like|similar to|along the lines of|in the style of)|similar to|more like|(?:my )?first choice (?:is|would be)|(?:i |we )?(?:would|'d) (?:be happiest with|welcome)|a preference for|leaning towards?|hoping for|(?:she|he|they|she'd|he'd|they'd)(?: would)?(?: really| quite)? like(?= (?:a|an|some|something) )|(?:wouldn't|would not) (?:mind|say no to|object to|turn down)|a (?:splash|touch|hint|pop|bit|dash|splash|lick) of (?=\\w+ ?(?:maybe|perhaps|would|please|pls|$|[.,!?]))|torn between|(?:my |our )?(?:heart|hopes?|mind|eye)s? set on|dream(?:ing|t)? (?:of|about)|tempted by|(?:i |we )?(?:was|were|am|are|i'm) (?:thinking of|leaning towards?|hoping for)`,
  ),
  cue(
    'plain',
    'today',
    false,
    `(?:would|'d|i'd|id|we'd|she'd|he'd) (?:really )?like(?: to)?|(?:looks?|looking|feels?|feel|sounds?|smells?|just|is|it's|do you|does it|what is it|seems?|not) like|like (?:to|it|that|this|you|your|how|when|the (?:idea|look|one)|a(?! (?:bit|touch|good|nice) )|an)|(?:i|we) (?:like|love) (?:it|this|that|your|you|how|to|when|the way)`,
  ),
  // Taste.
  cue(
    'like',
    'lasting',
    true,
    `(?:like|love|prefer|likes|loves|prefers) (?:most|best|the most|the best)(?: \\w+)? (?:is|are)|${VERY}(?:loves?|luv|loved|likes?|liked|adores?|adored|prefers?|prefered|preferred|enjoys?|fanc(?:y|ies)|favou?rs?)|(?:a |an )?(?:big |huge |great |real |massive |total )*(?:fans? of|lovers? of|sucker for)|${VERY}(?:fond of|keen on|into|crazy about|mad about|nuts about|partial to|obsessed with|drawn to|passionate about|wild about)|in love with|(?:mad|wild|nuts|crazy|gone) (?:for|about|on)|big (?:into|on)|all about|swears? by|(?:can't|cannot|can never) (?:go wrong with|resist|live without|do without)|(?:can't|cannot|can never|could never) (?:ever )?(?:get|have) enough(?: of)?|lives? for|(?:nothing (?:beats|nicer than|better than|like))|(?:soft spot|weakness|thing|preference|taste|love) for|falls? for|(?:always|usually|mostly|normally|generally|tend to|often|typically) (?:go(?:es)? for|go(?:es)? with|buys?|choose|chooses|picks?|likes?|wears?|prefers?|opt for|opts for|use|uses)|(?:favou?rites?)(?: \\w+)? ?(?:is|are|would be|has always been|:)|(?:collects?|collecting)`,
  ),
] as const;

/** Words right before "like", "love" that turn them into something else than taste. */
const NO_TASTE_BEFORE =
  /\b(?:would|would \w+|looks?|looking|feels?|just|more|something|anything|similar|do you|does it|else|would you|if you|as you|much|whatever you|what i|you) $/;

const after = (strength: Cue['strength'], scope: Cue['scope'], ofSomebody: boolean, source: string) => ({
  strength,
  scope,
  ofSomebody,
  pattern: new RegExp(
    `^(?:(?:just|really|simply|definitely|all|also|sadly|honestly|either|always|ones?|things?|stuff|[a-z]{3,}s(?= (?:gives?|makes?|are|leaves?|puts?|turns?|sets?|do|don't) )) )*(?:${source})(?=[ ,.;!?]|$)`,
  ),
});
const IS_NOT = "(?:is not|isn't|isnt|aren't|are not|arent|was never|is never|are never|has never been)";
const IS = "(?:is|are|'s|'re|would be)";
/** What follows the thing, as "leather is a no for me"; tried in this order. */
const AFTER = [
  after(
    'none',
    'today',
    false,
    `${IS} (?:also |totally |perfectly |absolutely )?(?:fine|ok|okay|alright|all right|no problem|acceptable|good too|not a problem|no longer)(?: (?:again|too|by me|with me|for me|now))?|${IS_NOT} (?:a problem|an issue|important|a must|necessary|essential)|(?:doesn't|does not|don't) (?:matter|bother)|used to be|one(?:'s| is) (?:out of stock|sold out|gone|taken)|${IS} not a problem|,? ?(?:or )?whatever|,? ?(?:i|we) (?:don't|do not|dont|couldn't) (?:care|mind)(?! which)|,? ?(?:it's |it is )?all the same|,? ?(?:no|any) difference|,? ?(?:either|any|both|all)(?: way| of them| one)?(?:'s| is| are| will| would)?(?: be)? (?:fine|ok|okay|do|grand|good|great)|${IS} (?:grand|all right|alright|out of stock|sold out|gone|unavailable)`,
  ),
  after(
    'dislike',
    'lasting',
    true,
    `${IS_NOT} (?:\\w+ ){0,2}?(?:my|his|her|their|our|for) (?:\\w+ )?(?:thing|colou?r|style|taste|cup of tea|material|favou?rite|me|us|him|them|bag|jam)|${IS_NOT} (?:for (?:me|us|him|her|them))|(?:doesn't|does not|don't|do not) (?:really )?(?:appeal to|suit|do it for|work for) (?:me|us|him|her|them)|(?:puts?|turns?) (?:me|us|him|her|them) off|${IS} (?:ugly|awful|horrible|hideous|too (?:cold|dark|loud|bright|busy|gloomy)) ?(?:to me|for me|for my taste|if you ask me)?|gives? (?:me|her|him|us|them) the (?:creeps|shivers|ick|heebie-jeebies)|leaves? (?:me|us|him|her|them) cold|makes? (?:me|us|him|her|them) (?:shudder|cringe|sad|nervous|anxious|queasy|feel (?:ill|sick|old|cold))|${IS} overrated|get(?:s)? on (?:my|her|his|our) nerves|(?:does|do) nothing for (?:me|us|him|her|them)|${IS_NOT} (?:really |quite |exactly |so much )?(?:me|us)|(?:feels?|looks?) (?:so |too |very |a bit )?(?:cold|cheap|tacky|dated|gloomy|dull|dreary|ugly|wrong)(?: to me)?|(?:is|are) (?:far |much |way )?too \\w+ (?:for (?:me|us|my taste)|to me)|(?:disgusting|depressing|awful|ugly|horrible|hideous|boring|dull|tacky|vulgar|gloomy)|itch(?:es)?|scratch(?:es)?`,
  ),
  after(
    'must-not',
    'lasting',
    true,
    `${IS} (?:a |an )?(?:absolute |definite |big |complete )?(?:no|hard no|firm no|big no-no|no-no|no-go|no go|deal ?-?breaker|absolute no|never)(?: (?:for|from) (?:me|us|him|her|them))?|${IS} out(?: of the question)?(?: for (?:me|us|him|her|them))?|allergy|allergies|intolerance|makes? (?:me|her|him|us|them) (?:sneeze|itch|itchy|wheeze|cough|sick)|gives? (?:me|her|him|us|them) (?:a |an )?(?:rash|hives|headache|headaches|eczema)|(?:brings? (?:me|her|him|us|them) out in|irritates?)|(?:sets?|set) (?:(?:me|him|her|it|them|us) off|off (?:my|his|her|their|the))|(?:and i|and me) (?:don't|do not) (?:get on|get along|agree|mix)|(?:doesn't|does not|don't|do not) agree with (?:me|us|him|her|them|my)|${IS} (?:banned|forbidden|not allowed)|can't come (?:in|near|into)|has to go`,
  ),
  after(
    'must-not',
    'today',
    false,
    `-? ?free|,? ?(?:no thanks|no thank you|no way|no chance|please no|absolutely not|definitely not)|,? ?(?:\\?|\\.)? ?(?:over my dead body|not a chance|god no|ugh|no|god|eww?|yuck|never)[ ,!.]*(?:no|never|thanks)?$`,
  ),
  after(
    'must',
    'today',
    false,
    `,? ?(?:that's|that is|it's|which is|this is|${IS}) (?:really |absolutely )?(?:a must|a must-have|essential|required|non-negotiable|mandatory|vital|crucial|a requirement|important|absolutely necessary)|(?:only|or nothing)(?:,? please)?$|(?:and|,) nothing else|,? ?(?:and )?no other(?: colou?rs?| materials?)?`,
  ),
  after(
    'like',
    'today',
    false,
    `(?:would|'d|will|could) (?:also |really |perhaps |probably )?(?:be|look|go|work|sit) (?:\\w+ )?(?:nice|well|smart|right|great|lovely|good|perfect|ideal|a plus|a bonus|preferable|preferred|best|a dream|fantastic|wonderful|cool|better|nicer|welcome|my first choice|amazing|gorgeous|beautiful)|,? (?:even better|all the better|so much the better|great|perfect)$|(?:if (?:at all )?possible|if you (?:have|can|do)|preferred|for preference|by preference|ideally|preferably|would suit|would work|would go|would do|wouldn't (?:go amiss|hurt|be bad)|if (?:you've|you have|ye have) (?:got )?(?:it|one|them|any|that|some)|if (?:it|one|that) (?:exists|comes)|,? ?(?:maybe|perhaps|for choice|if i had to choose|if i could choose|if available|if there (?:is|are)))`,
  ),
  after(
    'like',
    'lasting',
    true,
    `(?:person|people|lovers?|fans?|fanatics?|enthusiasts?|addicts?)|(?:is|are|'s|has always been|have always been) (?:\\w+ )?(?:my|his|her|their|our) (?:\\w+(?:'s)? ){0,2}?(?:absolute |all-time )?(?:favou?rites?|thing|colou?r|style|kind of thing|taste|cup of tea|weakness|passion)|(?:is|are) (?:so |just |always |really |absolutely |very )?(?:great|beautiful|lovely|gorgeous|wonderful|amazing|the best|brilliant|fantastic)|(?:over \\w+ )?any ?day|all the way|for the win|every time|suits? (?:me|us|him|her|them) best|is (?:so|very|totally|really) (?:me|us|him|her|them)|for (?:me|us)(?:,? (?:please|always|every time))?$|gets? my vote|wins|beats (?:everything|anything|all)|makes? (?:me|her|him|us|them) (?:happy|smile)`,
  ),
] as const;

/** Words that a cue reads at most. */
export const CUE_WORDS = 12;

/**
 * @param rest up to `CUE_WORDS` words from here on, joined by blanks, with a blank at the end.
 * @param before the two words before, likewise.
 * @returns the cue that begins here and its length in words.
 */
export function cueBefore(
  rest: string,
  before: string,
): { readonly cue: Cue; readonly length: number } | undefined {
  for (const { pattern, ...found } of BEFORE) {
    const match = pattern.exec(rest);
    if (!match) continue;
    // An order to the shop, not a habit.
    if (/^(?: |please |so please |, )$/.test(before) && /^(?:avoid|steer|stay|keep) /.test(rest))
      return {
        cue: { strength: 'must-not', scope: 'today', ofSomebody: false },
        length: match[0].trim().split(' ').length,
      };
    const turned =
      (/^into\b/.test(rest) &&
        !/(?:'m|am|is|'s|are|'re|really|big|got|very|quite|not|been|all|also|so|im|always|heavily|totally|never|much) $/.test(
          before,
        )) ||
      (found.strength === 'like' && found.scope === 'lasting' && NO_TASTE_BEFORE.test(before));
    return {
      cue: turned ? { ...found, strength: 'plain' } : found,
      length: match[0].trim().split(' ').length,
    };
  }
  return undefined;
}

/** @param rest the text right after the thing, lower case, without blanks before it. */
export function cueAfter(rest: string): Cue | undefined {
  const found = AFTER.find(({ pattern }) => pattern.test(rest));
  return found && { strength: found.strength, scope: found.scope, ofSomebody: found.ofSomebody };
}
