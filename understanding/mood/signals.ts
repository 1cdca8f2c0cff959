// What in a sentence speaks for frustration without naming it, and what speaks for a calm report. Finds signals; their weights are learnt elsewhere.

import { strengthOfWords } from './strong-words.js';

const NUMBER =
  '(?:\\d{1,4}|a|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|many|few|couple of|half an)';
const TOLD =
  '(?:told|asked|said|explained|written|wrote|emailed|e mailed|mailed|called|phoned|rang|messaged|contacted|sent|reported|complained|chased|repeated|requested)';
const GLAD =
  '(?:great|lovely|wonderful|brilliant|fantastic|perfect|nice|bravo|charming|amazing|impressive|super|excellent|awesome|fabulous|marvellous|marvelous|terrific|splendid|delightful|outstanding|fun|classy|cool|superb|good|congratulations|congrats|well done)';
const BAD =
  '(?:again|another|more|still|late|wrong|broken|missing|no|not|nothing|nobody|never|without|cancelled|delayed|twice|ignored|ruined|lost|damaged|now|left|yet|waiting|wait|weeks|days|months|fault|fail(?:ed|s|ure)?|either|neither|disappeared|useless)';

/** In the order in which their weights are stored. Each is tested once; what it finds further on in a message adds nothing. */
const IN_WORDS: Readonly<Record<string, RegExp>> = {
  again:
    /\b(?:again|once more|yet another|another (?:week|day|month|delay|excuse|one|automatic|standard|broken|email|apology)|as (?:always|usual|ever)|every (?:single )?(?:time|day|week)|each time|always|keeps?|same (?:thing|answer|story|mistake|problem|issue|message|question)|over and over|back and forth|in a row|(?:not )?the first time|round in circles|in circles)\b/,
  countedTimes:
    /\b(?:(?:second|third|fourth|fifth|sixth|tenth|umpteenth|nth|\d{1,3}(?:nd|rd|th)) (?:time|day|week|month|email|e mail|message|call|attempt|agent|person|replacement|delivery|reminder|complaint|letter|ticket|appointment|date|technician|courier)|(?:two|three|four|five|six|ten|several|many|countless|\d{1,3}) (?:\w+ )?(?:times|emails|e mails|calls|phone calls|messages|attempts|people|tickets|reminders|letters|replacements|departments|agents)|twice|how (?:often|many))\b/,
  toldBefore: new RegExp(
    `\\b(?:(?:already|just|previously|repeatedly|literally) ${TOLD}|${TOLD} (?:\\w+ ){0,4}(?:already|twice|before|again|yesterday|last (?:week|month))|as i (?:have )?(?:already )?(?:said|told|wrote|explained)|(?:i|we) (?:have )?(?:already )?told you|we have been (?:through|over) this|i said|repeat(?:ing)? myself|explain(?:ed|ing)? (?:this|it|that|everything|myself))\\b`,
  ),
  still: /\b(?:still|yet)\b/,
  duration: new RegExp(
    `\\b${NUMBER} (?:and a half )?(?:working |business |full |whole |more )?(?:minutes?|hours?|days?|weeks?|months?|years?)\\b`,
  ),
  longWait: new RegExp(
    `\\b(?:(?:been|was) (?:waiting|on hold|sitting|stuck|chasing|trying|without|promised)|have waited|waited|for (?:over |more than |almost |nearly |about )?${NUMBER} (?:\\w+ )?(?:hours?|days?|weeks?|months?)|(?:weeks?|days?|months?|hours?) (?:now|later|ago|and counting|of (?:waiting|silence|this))|(?:all|whole) (?:day|morning|afternoon|week)|for ages|forever|since (?:\\w+ )?(?:january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|last|the)|long enough|so long|much longer|day \\d+|on hold|no end)\\b`,
  ),
  nobody:
    /\b(?:nobody|no one|not (?:one|a single|once)|never|nothing|none|no (?:answer|reply|response|explanation|update|word|news|call|sign|trace|idea|apology|solution|help|information|communication)|silence|ignor(?:ed|ing|e)|ghost(?:ed|ing)|cut off|hung up|passed (?:around|from)|sent (?:around|from)|unanswered)\b/,
  gladThenBad: new RegExp(
    `^(?:(?:oh|well|so|ah|wow|just|how|really|yeah|yes|ok) )*${GLAD}\\b(?!.* (?:thank you|thanks)\\b)(?: \\w+){0,14} ${BAD}\\b`,
  ),
  gladLead: new RegExp(`^(?:(?:oh|well|so|ah|wow|just|how|really|yeah) )*${GLAD}\\b`),
  gladTail: new RegExp(
    `\\b(?:simply |just |really |absolutely |very )?${GLAD}(?: (?:job|work|service|effort|stuff|one|touch|timing|idea|system|company|shop|start|news))?$`,
  ),
  irony:
    /\b(?:so much for|thank(?:s| you)(?: very much| a lot| so much)? for (?:nothing|ignoring|wasting|ruining|ghosting|not|the (?:copy|template|silence|lies))|good to know|nice (?:touch|try|one|work|job)|how (?:kind|nice|generous|lovely|thoughtful|convenient|funny|original|helpful|surprising|reassuring|interesting|fast|quick)|surprise surprise|what a surprise|no surprise|not surprised|let me guess|guess (?:what|who|how)|yeah right|yeah sure|sure you|of course(?! (?:i|you|we) (?:can|will|may))|i would love to (?:know|hear|see|understand|meet)|love (?:how|that|it when|the way)|hold(?:ing)? my breath|must be nice|slow clap|hats off|in your world|before i retire|my (?:grand)?(?:kids|children|grandchildren)|on (?:the|another) (?:moon|planet)|genius|impressive|apparently|clearly|obviously|supposedly|so called|magically|mysteriously|lucky me|just what i needed|exactly what i needed|could not be happier|funny how|interesting (?:how|that)|strange how|congratulations|congrats|bravo|well done|wow|top notch|five stars?|world class|real class|first class)\b/,
  rhetorical:
    /\b(?:do you (?:people|even|lot|guys|ever|actually|really|honestly|think|realise|realize|know how|have any idea|not (?:care|read|understand|think)|call (?:this|that)|expect|want me)|does (?:anyone|anybody|someone|no one) (?:even|ever|actually|there|at|in|over|know|read|care|work|check|bother)|(?:is|are) (?:anyone|anybody|someone|somebody|any of you|you) (?:even|actually|ever|really|there|at|listening|reading|home|alive|awake|serious|kidding|joking)|(?:has|have|did|could|can|will|would) (?:anyone|anybody|any of you|you) (?:even|ever|actually|bothered?|at least)|(?:is|was) (?:this|that|it) (?:a joke|really|seriously|normal|your|how you|supposed|some kind|what you|too much|so (?:hard|difficult|complicated))|what (?:is|was) the point|why (?:do|should|did|must|would|am|is it|on earth|even|bother|ever)|how (?:hard|difficult|complicated|dare|come|on earth|in the world|can you|can anyone|can it|could you|could anyone|is (?:this|that|it) (?:acceptable|possible|even|ok|fair|still|my)|do you manage|stupid|am i supposed)|how (?:many|much) (?:more|longer)|would it kill|too much to ask|what (?:kind|sort) of (?:company|shop|service|business|store|people|support|answer|place)|what (?:exactly )?(?:am i|are we) (?:supposed|paying|meant)|what (?:exactly|on earth|the)|when exactly|were you (?:ever |even )?(?:going|planning)|who (?:exactly|is responsible|do you|does that|runs|designed|came up|thought)|am i (?:supposed|meant|expected|really|the only|talking to a|invisible)|do i (?:really|look|honestly|seriously|need to (?:beg|repeat)|have to (?:do|repeat|explain|beg|come|chase|write|ask|say|call|keep))|or (?:what|not|is (?:that|it) too)|(?:anyone|anybody) (?:home|there|alive)|what now|now what|what next|then what|who cares|will i ever|is there (?:any|a) (?:point|chance anyone)|is that (?:it|all|so|really))\b/,
  resigned:
    /\b(?:forget (?:it|about it|i asked)|whatever|never mind|nevermind|give up|given up|giving up|do not (?:care|bother|want (?:it|anything|another|an apology|excuses)|even|need (?:it|an apology|excuses)|believe|trust)|no longer (?:care|want|need|believe|expect|trust)|any ?more|had (?:it|enough)|i am (?:done|out|finished|through|over)|elsewhere|somewhere else|another (?:shop|store|company|provider|place)|(?:keep|have) (?:it|the money|your|my money)|myself|lost (?:all |my |any )?(?:hope|faith|trust|patience|interest|me|count)|stopp?(?:ed)? (?:counting|hoping|expecting|believing|asking|trying)|too late|pointless|no point|not worth|what is the use|what difference|as (?:i )?expected|figures|figured|should have known|knew it|i see how it is|so be it|suit yourself|if you say so|as you (?:like|wish)|fair enough|leave it|be done|over with|that was it|that is it|i rest my case|moving on|end of|enough|close my account|last (?:time|order|chance|purchase)|regret|wish i had(?: never| not)?|would not recommend|will not (?:be (?:back|coming|ordering|buying)|order|buy|come)|not (?:be )?(?:coming|ordering|buying)|patience|patient)\b/,
  contempt:
    /\b(?:you (?:people|lot|guys|folks|clearly|obviously|apparently|should be ashamed|could not|cannot even|can not even|do not (?:care|even|know|listen|read|want|bother)|only care|never|keep|just (?:keep|want|take|ignore|do not|sit))|your (?:so called|company|excuses?|problem|mistakes?|fault|lies|promises|people|mess|incompetence|job|attitude|supplier|courier|system is|policy is)|clue(?:less)?|hopeless|incompeten\w+|amateurs?|circus|joke|shambles|farce|mess|nightmare|disaster|chaos|insult(?:ing|ed)?|excuses?|lies|lying|lied|crooks?|thieves|cheats?|cheated|stupid|dumb|ludicrous|absurd|laughable|laugh|shambolic|unprofessional|disrespect\w*|rude|poor|embarrassing|unbelievable|incredible|unreal|shocking|shameful|shame|dreadful|atrocious|abysmal|rubbish|garbage|trash|mockery|treat(?:ed|ing|s|ment)?|copy (?:and |n )?paste|templates?|standard (?:phrases?|reply|answer|text)|canned|robotic|scripted|automatic (?:reply|response|answer)|automated (?:reply|response|answer))\b/,
  orders:
    /\b(?:stop (?:\w+ing|it|this|with)|spare me|just (?:give|send|tell|answer|do|fix|refund|cancel|stop|get|read|sort|want|once)|for once|do something|do your|do not (?:tell|send|ask|give|say|apologi[sz]e|blame|make me|expect|call (?:this|it))|read (?:my|what|it|the|again)|answer (?:me|my|the)|sort (?:it|this)(?: out)?|fix (?:it|this)|get (?:it|this) (?:sorted|done|together)|make (?:it|this) right|straight answer|the truth|i (?:want|demand|expect|insist)|i will (?:not|be|just|never|dispute|report|post|tell|leave|write|go|take|order|say)|last (?:chance|warning|time)|either you|explain (?:to me|yourself|why|how))\b/,
  promised:
    /\b(?:promis(?:e|ed|es|ing)|supposed to|was meant to|were meant to|should (?:have|be|not)|guarantee[ds]?|assured|claim(?:s|ed)?|you (?:said|say|told|confirmed|sold|wrote|swore)|was told|were told|been told|they (?:said|told|say)|i am told|your (?:website|site|app|email|colleague|team|advert|page) (?:said|says|promise[ds]?|claims?|told)|it (?:said|says)|first (?:it was|you)|turns out|next day)\b/,
  burden:
    /\b(?:have to (?:chase|keep|beg|explain|repeat|ask|call|write|wait|do|find|pay|fight)|had to|having to|made me|makes me|chas(?:e|ing)|follow(?:ing)? up|took (?:a |the |half a )?(?:day|morning|afternoon|time|hours?) off|day off|my (?:job|time|whole|entire|fault|problem|evening|weekend|holiday)|wast(?:e|ed|ing)|spent|hours?|effort|paid (?:for|extra|good|full|you)|paying|my money|for (?:that|this) (?:price|money)|cost me|because of you|thanks to you|out of (?:my )?pocket|costing)\b/,
  intensity:
    /\b(?:at all|ever|even|really|actually|absolutely|completely|totally|utterly|simply|exactly|literally|honestly|frankly|seriously|basically|truly|beyond|so (?:bad|slow|hard|difficult|complicated|annoying|much|called)|only|anything|anyone|anybody|ages|whatsoever|endless|constantly|entire|whole|real)\b/,
  interjection:
    /\b(?:ugh+|argh+|sigh|pff+t?|grr+|meh|gosh|omg|jesus|christ|god|heaven|hell|hello(?= (?:hello|anyone|anybody|is))|wow|oh|yeah|right|fine|wth|wtf|ffs|smh|lol|haha|hah|hmpf|seriously|really|bs)\b/,
  bluntNo: /^(?:no|nope|nah|right|fine|so|and|yes|ok|oh|well|but|now)\b(?!.*\b(?:please|thanks|thank you)\b)/,
  plea: /\b(?:please|could (?:you|i|we|someone)|would (?:you|it be)|may i|thanks|thank you|kind regards|regards|cheers|appreciate|grateful|if possible|possible to|be possible)\b/,
  greeting: /^(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|dear)\b(?! hello)/,
  ask: /\b(?:how (?:do|can|does|long does|to|should|much is)|what (?:should|do i|can|does|happens|are|time|else)|where (?:can|do|is)|when (?:will|is|does|do|are)|can (?:i|you|it|we|my|the)|do (?:you (?:have|sell|know|offer|still|deliver|ship)|i (?:have to (?:pay|return|send|sign|be)|need))|is (?:there|it|this|the)|does (?:it|that|the)|are (?:there|the|they)|which|i would like|i am looking|looking for|wondering|i want to (?:return|cancel|change|order|add|exchange|know)|any (?:news|update)|let me know|check)\b/,
  softly:
    /\b(?:unfortunately|i think|i believe|it seems|seems|appears|maybe|perhaps|probably|not sure|a (?:bit|little|small|minor|quick)|slightly|small|by (?:mistake|accident)|accidentally|sorry|apologies|i am afraid|forgot|i noticed|noticed|i wonder|no (?:problem|worries|rush|hurry)|just (?:checking|wondering|wanted|curious|to)|in case|otherwise|i (?:also|hope)|if (?:so|not|you|i|it|there))\b/,
  myOwn:
    /\b(?:my (?:dog|cat|son|daughter|wife|husband|partner|mother|father|address|card|password|account|name|phone|email|size|room|number)|i (?:broke|lost|forgot|entered|chose|ordered|deleted|moved|missed|need|have|got|received|bought|tried))\b/,
  defect:
    /\b(?:broken|damaged|cracked?|scratch(?:ed)?|missing|faulty|defective|dent(?:ed)?|torn|stain(?:ed)?|loose|leak(?:s|ing)?|stuck|wobbl\w+|error|crash(?:es|ed)?|declined|expired|wrong (?:size|colour|color|item|address|one|model)|does not (?:work|fit|close|open|turn|load|match|charge)|will not (?:turn|open|close|load|charge|start)|stopped working|not working)\b/,
};

/** Names of the signals, in the order of their values. */
export const SIGNALS: readonly string[] = [
  ...Object.keys(IN_WORDS),
  'annoyedWords',
  'angryWords',
  'furiousWords',
  'capitals',
  'exclamations',
  'doubleQuestion',
  'ellipsis',
  'drawnOut',
  'question',
  'shortSentences',
  'coldEnd',
  'emptyQuotes',
  'openedByAnd',
  'youSubject',
  'brief',
  'long',
];

const EXPRESSIONS: readonly RegExp[] = Object.values(IN_WORDS);

/**
 * @param raw as typed: capitals, marks and the ends of sentences matter.
 * @param normalised as `normalise` gives it.
 * @returns a value from 0 to 1 for each of `SIGNALS`. Linear in the text's length.
 */
export function signalsOf(raw: string, normalised: string): readonly number[] {
  const strength = strengthOfWords(normalised);
  const sentences = raw.split(/[.!?\n…]+/).filter((sentence) => /\p{L}/u.test(sentence));
  const words = normalised === '' ? 0 : normalised.split(' ').length;
  const fragments = sentences.filter((sentence) => sentence.trim().split(/\s+/).length <= 3).length;
  return [
    ...EXPRESSIONS.map((expression) => Number(expression.test(normalised))),
    Number(strength >= 1),
    Number(strength >= 2),
    Number(strength >= 3),
    isShouting(raw)
      ? 1
      : Number(
          /(?<!\p{L})(?!ASAP|URGENT|PDF|FAQ|GPS|HDMI|PAYPAL|VISA|LED|USB|IKEA)\p{Lu}{3,}(?!\p{L})/u.test(raw),
        ) / 2,
    Math.min(2, raw.split('!').length - 1) / 2,
    Number(/\?\s*[?!]|!\s*\?/.test(raw)),
    Number(/\.{2,}|…/.test(raw)),
    Number(/(\p{L})\1{2,}/u.test(raw)),
    Number(/\?/.test(raw)),
    sentences.length > 1 ? Math.min(2, fragments) / 2 : 0,
    Number(/\.\s*$/.test(raw) && words <= 7),
    Number(/["“”]|(?:^|\s)'\w[^']{0,40}'/u.test(raw)),
    Number(/(?:^|[.!?]\s+)(?:and|but|so|yet|or|because)\b/i.test(raw)),
    Number(
      /\b(?:you|they|your (?:driver|courier|team|colleagues?|company|support|hotline|website|app|system))\b/.test(
        normalised,
      ),
    ),
    Number(words <= 5),
    Number(words > 15),
  ];
}

/** Mostly capitals over more than a word or an abbreviation. */
export function isShouting(raw: string): boolean {
  const letters = raw.match(/\p{L}/gu)?.length ?? 0;
  const capitals = raw.match(/\p{Lu}/gu)?.length ?? 0;
  return letters >= 8 && capitals >= 0.7 * letters;
}
