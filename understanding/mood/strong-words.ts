// The phrases that name anger, worry and hurry outright. Reads normalised text; how much they weigh is not known here.

/** Swearing, threats to leave or to sue. */
const FURIOUS =
  /\b(?:f+u+c+k+\w*|wtf|bull ?shit|shit|bastards?|ass ?holes?|arse ?holes?|piss(?:ed)? off|screw you|idiots?|morons?|my lawyer|a lawyer|solicitor|legal action|sue you|small claims|take you to court|ombudsman|trading standards|never (?:ever )?(?:order|buy|shop|come)(?:ing)? (?:from you |with you |here |at yours )?(?:again|back)|never (?:ordering|buying|shopping)|last time i (?:order|buy|shop)|(?:take|taking) my (?:business|money|custom) elsewhere|lost (?:a|me as a) customer|go to hell)\b/;
const ANGRY =
  /\b(?:fed up|ridiculous|outrageous|disgrace(?:ful)?|disgusting|disgusted|(?<!not )furious|(?<!not )(?<!not really )angry|livid|appalling|appalled|sick of|sick and tired|tired of (?:this|waiting|your)|had enough|(?:is|what) a (?:bad |complete |total |absolute )?joke|pathetic|(?:terrible|horrible|awful|worst|shitty|lousy) (?:\w+ )?(?:service|company|shop|store|experience|support|customer service)|the worst|useless|waste of (?:my )?(?:time|money)|not good enough|unacceptable|not acceptable|rip ?off|scam(?:mers)?|liars?|you lied|how dare|(?:third|fourth|fifth|sixth|umpteenth|hundredth) time|(?:three|four|five|ten) times (?:now|already)|nobody (?:ever )?(?:answers|replies|responds|helps|cares)|no one (?:ever )?(?:answers|replies|responds|helps|cares)|bloody|beyond (?:a joke|belief)|incompetent|shame on you|enough is enough|thanks? (?:you )?for nothing)\b/;
const ANNOYED =
  /\b(?:still (?:waiting|not|no|nothing|have not|has not|did not|does not|is not)|(?:second|2nd) time|late again|again late|twice now|yet again|again and again|disappoint(?:ed|ing)|annoy(?:ed|ing)|frustrat(?:ed|ing)|not happy|unhappy|not impressed|how (?:much longer|long do i have to wait|many times)|already (?:told|said|asked|explained)|as i said|i said|hurry up|seriously|come on|waiting (?:for )?(?:weeks|days|ages|hours|forever|\w+ weeks|\w+ days|\w+ hours)|for ages|takes? (?:far |way )?too long|taking (?:far |way )?too long|damn|crap|poor service|let down|does not help|did not help|not helpful|what i asked|not acceptable|keep asking|impatient)\b/;
/** "fucking brilliant" is praise. */
const PRAISE =
  /\b(?:f\w{0,20}ing|bloody|damn|shit)\s+(?:good|great|brilliant|amazing|awesome|lovely|perfect|beautiful|fantastic|love|cool|nice)\b/g;
const WORRIED =
  /\b(?:worried|worry(?<!not worry)|worrying|concerned|afraid(?! (?:the|it|that|not))|anxious|nervous|scared|frightened|terrified|panicking|panic|stolen|lost|hacked|fraud|(?:is|was) (?:it|this|that) (?:safe|dangerous)|is dangerous|could it be dangerous|smells? (?:burnt|of burning|like burning)|smoke|smoking|sparks?|sparking|caught fire|catch fire|electric shock|allergic reaction|swallowed|i hope (?:it|that|nothing)|went wrong|gone wrong)\b/;
const URGENT =
  /\b(?:urgent(?:ly)?|as soon as possible|immediately|right (?:now|away)|straight away|emergency|deadline|(?:need|want|must have) (?:it|this|them|that)(?: \w+){0,3} (?:by|before|today|tomorrow|now)|by (?:tomorrow|tonight|today)|last minute|in a hurry|time is running|quickly)\b/;

/** How strong the strongest phrase is: 0 none, 1 annoyed, 2 angry, 3 furious. */
export function strengthOfWords(normalised: string): 0 | 1 | 2 | 3 {
  const text = normalised.replace(PRAISE, ' ');
  if (FURIOUS.test(text)) return 3;
  if (ANGRY.test(text)) return 2;
  return ANNOYED.test(text) ? 1 : 0;
}

export function soundsWorried(normalised: string): boolean {
  return WORRIED.test(normalised);
}

export function soundsUrgent(normalised: string): boolean {
  return URGENT.test(normalised);
}
