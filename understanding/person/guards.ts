// What makes the naming of a person no wish for one, beyond plain refusals: it is over, thanked for, asked about, or about a thing. Judges words only.

/** Right before the wish: refused, thanked for, past, or only asked about. */
export const BEFORE_NO_WISH =
  /(?:^| )(?:no longer|never|nearly|almost|about to|not think|stop (?:asking|offering|telling|saying)|not keep|thanks for|thank you for|cheers for|grateful to|thanks to|compliments to|appreciate(?:d)? (?:the|that)|glad|no use|saved me(?: from)?|luckily|why (?:is|are|was|were|did|do|does|am|have|has|would|should)|what reason (?:was|is|did)|how come|how (?:is|are|does|do)(?= (?:the|a|an|your)$)|how long (?:does|do|is|until|till|will|for)|(?<!who |whom |how |where )(?:will|must|shall|should|would|do|did|does) i(?: (?:need|have))?(?: to)?|(?:no|any|an|a|the) (?:appointment|call|visit|meeting|date)|(?:move|cancel|change|shift|postpone|book) (?:my|the|a) (?:call|appointment|visit|meeting)|(?:my|the|this|that|a|your|his|her) (?:voucher|points|parcel|order|membership|card|data|details|invoice|thanks|present|gift|address|package|account|message|email|number) (?:on|over|to|from)|(?:call|appointment|visit|email|message|letter|invoice) (?:with|from|to)|(?:like|as) i (?:said|told|wrote)|even|not mind|never mind|do not|did not|does not|ask me (?:again )?(?:if|whether)|asking (?:if|whether)|whether)(?: (?:i|we|you|me|to|the|a|an|my|had|have|need|want|get|ask|asked|asking|say|said|for|having|offering|putting|connecting|been|being|be|talk|speak|talking|speaking|if|whether|with|it|any|who|that|one of your)){0,5}$/;

/** Words of a whole message that close the matter: a wish there once was is over. */
export const SETTLED =
  /\b(?:(?:it|that|all|everything|problem|issue|now) (?:is )?(?:all )?(?:solved|sorted|fine now|done now|settled|resolved)|is (?:solved|sorted) now|found (?:it|the answer|my answer)(?: myself)?|see the answer|figured it out|thanks anyway|as praise)\b/;

/** What is meant by a person's word when this follows right after it. */
export const AFTER_NO_WISH =
  /^ (?:fee|fees|email|emails|name|answered|already|solved|told|said|wrote|helped|called|hung|was|were|had|did|who (?:helped|served|answered|sold|told|packed|delivered)|that (?:helped|delivered)|(?:on|in) (?:mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays)|in the (?:picture|photo)|touch|discount|shop is|email|paid|also|usually|needed for|signing|sign|else s)\b/;

/** The refusal itself, as a whole or up to the end: "no human please", "rather not call". */
export const DECLINED =
  /\b(?:no|without|not) (?:an? |any |the |another )?(?:need (?:for|of) (?:an? |any )?)?(?:humans?|persons?|agents?|representatives?|operators?|calls?|callback|phone calls?)(?: (?:please|needed|required|necessary|thanks|thank you|then|today|now))*$|\b(?:prefer|rather|sooner)(?: \w+){0,3} (?:chat|email|here|writing|you|stay|type|bot) ?(?:to|than|over|instead|with)?\b|\b(?:stop|do not|never|no longer|without|avoid|needless|nobody needs|no one needs)(?: \w+){0,3} (?:asking|offering|calling|call|ring|phone|talking|talk|speak|speaking|connect|transfer|escalate|put|bother|person|human|agent|anyone|anybody)\b/;

/** People, calls and desks as things, names or places: "call me a taxi", "the manager's email", "deliver to reception". */
export const ABOUT_A_THING =
  /\bcall (?:me|you|it|this|that|him|her|them) (?!(?:please|back|now|on|at|later|today|tomorrow|when|as|about|asap|to|this|and|so|if|tonight|instead|i|or|in|under|before|after|for|regarding|urgently|thanks|again)\b)\w|\b(?:manager|agent|person|colleague|adviser|advisor|employee) (?:email|name|fee|number|address|desk|chair|account|code|visit|discount)\b|\b(?:deliver|leave|bring|hand|give|send|forward|pass|take) (?:it|them|the \w+|my \w+|this) (?:on |over |in |back )?(?:to|with|at) (?:the |my |our |a |an |another |someone |somebody )*(?:reception|desk|neighbour|concierge|friend|colleague|boss|courier|driver|else|person|shop|store)\b|\b(?:is there|are there|see) (?:a |an )?(?:human|person|people) (?:in|behind|on) (?:the|this) (?:picture|photo|chat)\b/;

/** The opposite of a wish, whatever else is named; decides alone. */
export const PLAINLY_NO: readonly RegExp[] = [
  /^(?:please |ok |thanks |thank you |no )*no (?:need (?:for|of) (?:an? |any )?)?(?:agents?|humans?|person|persons|operators?|representatives?|calls?|callback|phone calls?)(?: (?:please|needed|required|necessary|thanks|then|for (?:this|that|me)|you \w+ \w+))*$/,
  /^(?:please |just |and |ok |hello )*(?:do not|stop|never) (?:transfer\w*|connect\w*|call(?:ing)?|ring(?:ing)?|phon(?:e|ing)|escalat\w+|hand(?:ing)? (?:me|this|it) over|put(?:ting)? me through|offer\w*|ask(?:ing)? (?:me )?(?:again )?(?:if|whether)|send(?:ing)? me to|get (?:an?|any|anyone))\b(?!.*\b(?:instead|but|and (?:get|give|connect|let)|i want|i need|send me to (?:an?|some\w+|your))\b)/,
  /^(?:but |so |and |wait |hello |hi |robin )*(?:is (?:this|it|that|there)|are you|am i (?:talking|speaking|chatting|writing) (?:to|with)) (?:really |even |just |actually |maybe )?(?:a |an )?(?:real |actual |live )?(?:person|human|human being|bot|robot|machine|chatbot|computer)(?: (?:or .+|here answering|writing|typing|behind (?:this|the) chat|answering me|called \w+))?$/,
  /^(?:(?:hello|hi|hey|ok|many|great|oh|no) )*(?:thanks|thank you|cheers|compliments)(?: \w+)? (?:for (?:the call|calling|putting|connecting|transferring|passing|having|getting|sending)|to the (?:person|agent|human|lady|man|guy|one))\b/,
  // Why it came to a person, asked afterwards, with nothing wished in the same breath.
  /^(?!.*\b(?:not|never|no|bot|robot|machine|still|want|need|please|give|let|instead|another|different)\b)(?:\w+ ){0,4}(?:why|how come|(?:for |by )?what reason|what made you|who (?:decided|made you)) (?!(?:can|could|will|would|should|do)\b)(?:\w+ ){0,4}(?:hand(?:ed)?|pass(?:ed)?|put|transfer(?:red)?|forward(?:ed)?|connect(?:ed)?|send|sent|end(?:ed)? up|talking|speaking|get|got)(?: \w+){1,9}$/,
];
