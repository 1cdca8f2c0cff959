// Further ways of asking for a person, by kind, on respelt text in which the business's agents are called `agentname`. What stands before decides elsewhere.

const DESCRIBED =
  '(?:(?:a|an|the|some|any|another|other|different|your|one|of|my|same|last|previous|next|actual|real|live|living|breathing|human|proper|nice|young|competent|senior|single|kind|whole|right|best|first|available|customer|service|support|sales|shop|store|duty|general|managing|experienced|qualified|trained|normal|decent) )';
const HUMAN =
  '(?:persons?|people|humans?|human beings?|agents?|representatives?|reps?|operators?|advis[eo]rs?|supervisors?|managers?|employees?|colleagues?|boss(?:es)?|superiors?|directors?|owners?|specialists?|experts?|technicians?|consultants?|executives?|assistants?|salesperson|clerks?|attendants?|receptionists?|grown ?ups?|adults?|lady|ladies|gentleman|gentlemen|souls?|individuals?|members?(?: of (?:the |your )?(?:staff|team))?|staff(?: members?)?|agentname|someone|somebody|anyone|anybody)';
/** Said without an article too: "front desk please". */
const DESK =
  '(?:reception|front desk|service desk|help ?desk|head office|headquarters|management|customer (?:services?|support|care|relations)|(?:\\w+ )?(?:department|dept)|(?:complaints|billing|accounts|sales|returns|refunds|support|service|delivery) (?:team|people)|complaints|billing|(?:the|your) (?:\\w+ )?(?:shop|store|branch|warehouse|workshop|office|team|staff|people))';
const ANY_HUMAN = `(?:${DESCRIBED}{0,5}${HUMAN}|${DESCRIBED}{0,2}${DESK})`;
const ANSWER =
  '(?:look|have a look|take a look|confirm|check|double check|verify|decide|judge|review|read|answer|reply|respond|handle|deal|step in|take over|take (?:this|it|care)|pick (?:this|it|up)|join|approve|advise|talk|speak|chat|respond|sort|explain|get back|get in touch|contact|call|ring|phone|write|message|email|come back|help)';
const MEANT_FOR_ME =
  '(?! (?:the|him|her|them|with (?:assembly|the (?:assembly|delivery|lifting|carrying))|me (?:carry|lift|load|assemble|build|plan|choose|pick|measure|find|with (?:the|my|a) \\w+)|before|on the day|upstairs|out|when (?:it|the|my)))';
const LET =
  '(?:let|have|get|make|ask|tell|want|need|like|would like|prefer|can|could|would|will|please|should|must|may|might)';
const CALL = '(?:call ?back|phone ?call|telephone call|call|ring|bell|tinkle|buzz)';
const BOT =
  '(?:(?:a|an|the|this|that|your|stupid|silly|dumb|useless|bloody|damn|annoying|automated|automatic|to|talking|with) )*(?:bots?|robots?|machines?|computers?|software|algorithms?|program|automated \\w+|automatic \\w+|scripts?)(?! (?:vacuum|mower|lawn|cleaner|wash|desk|chair|table|stand))';

export const ASKS: readonly RegExp[] = [
  // To be fetched or brought in.
  new RegExp(
    `\\b(?:get|fetch|find|give|bring|summon|assign|involve|send|need|want|put|show) (?:me |us |in |to |back )*(?:(?:to|with) )?${DESCRIBED}{1,5}(?:${HUMAN})(?: here| in here| in| on| over| into this| to my case| for this| for me)*(?= (?:please|now|instead|here|for|to|on|in|into|who|that|at once|straight away|immediately|right|or|and|before|back)\\b|$)(?! (?:who|that) (?:delivers|collects|carries|assembles)| to (?:carry|collect|lift|assemble|deliver|fix|repair|pick|measure|help (?:me )?(?:carry|lift)))`,
    'g',
  ),
  /\b(?:get|fetch|put|bring|have|find|ring|summon) (?:me )?agentname\b(?! (?:a|to (?:sign|send)|something))|\b(?:get|put|bring|have|give me|have got) (?:him|her|them|agentname) (?:back|on|again)\b|\bagentname (?:please )?(?:come back|be back|are you (?:there|around|here)|you there)\b/g,
  /\b(?:loop|bring|rope|draw|call) in (?:a |an |one of |your |another |some )*(?:human|person|colleagues?|agent|someone|somebody|manager|supervisor|agentname)\b/g,
  new RegExp(
    `\\b(?:raise|discuss|take up|talk|go|take|sort|clear|settle|share|check|clarify|talk) (?:this|it|that|my \\w+|over|up|out| )*(?:through |over |up |out )*with ${ANY_HUMAN}\\b`,
    'g',
  ),
  // A colleague is to be asked.
  /^(?:(?:please|just|can you|could you|would you|will you|maybe|then|so|can not you|why not|why do you not|you could|you should|go|and) )*(?:ask|consult|check with|check that with|check this with|check it with) (?:a |an |one of |your |another |some |human |with )*(?:human|person|colleagues?|managers?|supervisors?|boss|someone|somebody|agent|agentname|experts?|specialists?|team|people)(?: else| there| of yours| who knows)?(?! (?:to (?:send|bring|leave|pack|deliver)))\b/g,
  // To be put in line or on the line.
  /\b(?:put|queue|line) (?:me|us) (?:up |back )*(?:through|in (?:the )?(?:line|queue)|in touch|on to|onto|on the (?:phone|line))\b|\b(?:put|get|have) \w+(?: \w+){0,4} on the (?:phone|line)\b(?! as)|\bqueue me\b|\bjoin the queue\b|\bpatch (?:me|us) (?:through|in|on|over)\b|\bhold for (?:a|an|the)\b|\b(?:happy|willing|ready|prepared|glad|can|will) (?:to )?(?:just )?(?:wait|queue|hold)(?: \w+)? for (?:a|an|the|some|someone|somebody|your)\b(?! (?:parcel|delivery|order|refund|email|reply|sale|discount))/g,
  new RegExp(
    `\\b(?:route|switch|redirect|direct|transfer|forward|send|pass|hand|connect|put|take|bring|get|move|refer|escalate|beam) (?:me|us|this|it|this chat|the chat|my \\w+|this \\w+)? ?(?:along |on |over |through |back |straight |out of here |through to |up |and )*(?:to|with|onto) (?!(?:my|the (?:page|start|checkout|basket|cart|delivery|garden|right address)|this|that|his|her|their) )${ANY_HUMAN}\\b(?! (?:as (?:praise|thanks)|else name|for (?:me to|pick|collection)))`,
    'g',
  ),
  /^(?:please |just |can you |could you |would you |kindly |ok |yes |sure |no )*(?:transfer|escalate|hand over|reconnect|connect) (?:me|us|this|it|this (?:chat|conversation|case)|the (?:chat|conversation)|my (?:case|complaint|chat|call))(?: please| now| already| before| over| through| on)*\b(?! (?:to (?:my|the (?:wifi|app|voucher)|wifi|bluetooth|paypal)))/g,
  /^(?:please |i (?:just )?(?:want|need|would like|wish) (?:to )?|this (?:needs|has|must) (?:to be )?|can (?:i|we|you) |how (?:do|can) i )*(?:escalat(?:e|ed|ing|ion)|be escalated)(?: please| now| immediately| this| it| my (?:case|complaint|issue))*$/g,
  /\b(?:this|it|that|case|complaint|matter)(?: \w+)? (?:needs|has|must|should|ought|belongs|wants|requires|had better)(?: to)?(?: go| be (?:looked at|handled|decided|made|reviewed|read|answered|checked|dealt with|seen|passed|escalated|sent|raised))?(?: by| to| with| on to)? (?:a|an|some|your|someone|somebody)\b(?: (?:real|actual|proper|human|live|competent))*(?: (?:human|person|manager|supervisor|agent|colleague|adviser|advisor|expert|specialist|boss|employee|people))?\b(?<=someone|somebody|human|person|manager|supervisor|agent|colleague|adviser|advisor|expert|specialist|boss|employee|people)/g,
  // A person's judgement, hand or answer.
  new RegExp(
    `\\b${LET}(?: to)?(?: have)? (?:please )?(?:(?:${DESCRIBED}{1,4}(?:humans?|human being|person|colleagues?|advis[eo]rs?|agents?|employees?|managers?|supervisors?|specialists?|experts?|members? of (?:the |your )?(?:staff|team)|lady|staff|team|girls|guys|people))|agentname|someone|somebody|anyone)(?: real| else| there| please| competent| human| (?:from|in|at|of|on) (?:the |your )?(?:\\w+ )?(?:shop|store|team|side|end|department|office|workshop|warehouse|staff|company|care|support|service|accounts|billing))*(?: be so kind as)?(?: to)? (?:please |just |kindly |quickly |also )?${ANSWER}\\b${MEANT_FOR_ME}`,
    'g',
  ),
  /\b(?:let|have|get|make|ask|tell|want|need|like|can|could|would) (?:your|the|a|one of your|one of the|my) (?:\w+ )?(?:shop|store|workshop|warehouse|office|manager|boss|team|branch|supervisor|girls|guys|people|staff|colleague|agent|adviser|advisor)(?: from \w+ \w+| in \w+)?(?: please| to)* (?:call|ring|phone|contact|write to|message|email|reply to|get back to|get in touch with|text) (?:me|us)\b(?! (?:before|when (?:it|the|my)|if))/g,
  /^(?:please |just |can you |could you )*(?:ask|tell|have|get|let|make|want|need) (?:you to )?(?:someone|somebody|agentname|them|him|her|one of you\w*)(?: \w+)?(?: to)? (?:call|ring|phone|contact|write to|message|email|reply to|answer|get back to|text|speak to|talk to) (?:me|us)\b(?! (?:before|when|if))/g,
  /\b(?:someone|somebody)(?: please)? (?:answer|explain|reply|respond|help|talk to me|speak to me)(?: me| to me)?(?: please| now| not a (?:bot|robot)| for once)*$|^(?:someone|somebody) (?:please )?(?:answer|explain|reply|respond|help|call|talk)\b/g,
  /\b(?:someone|somebody|a (?:human|person|colleague|manager)) (?:there )?(?:has to|needs to|must|should|ought to|had better) (?:sort|look|handle|deal|take|talk|explain|answer|decide|help|read|see)\b(?! (?:me )?(?:carry|lift))/g,
  /\bhuman (?:opinion|answer|response|reply|review|decision|eyes?|voice|advice|advis[eo]r|person|side|being)(?= (?:please|to|on|for|would|now)|$)|\b(?:advice|opinion|answers?|reply|response|help|call|message|assistance|support|word) (?:from|by|of) (?:a |an |one of |your |some |another |actual |real |proper |competent |the )*(?:human|person|agent|adviser|advisor|employee|expert|salesperson|somebody|someone|colleagues?|people|staff|team|specialist)\b(?! (?:who bought|with the same|that bought))/g,
  // Whom to turn to.
  /\b(?:who|whom|which (?:colleague|agent|one of you|person|department))(?: else| exactly| there| at your (?:end|side|place|company)| of you)* (?:can|could|do|would|should|may|might|must) (?:i|we|one) (?:need to |have to |please |best )*(?:talk|speak|discuss|ask|turn|chat|explain|address|complain|deal|go)\b(?! (?:for (?:the )?(?:press|cookies)|my|the))/g,
  /\bwho(?: else)?(?: there| of you)? (?:can|could|would|will)(?: then)?(?: please)?(?: actually)?(?: (?:help|answer|assist|tell|explain)(?: me| us| this| that| it)*)?(?: there| here| then| with this| with that| if you (?:can not|do not|could not|will not))*$/g,
  /\b(?:right|best|correct|good|responsible) (?:person|people|department|colleague|contact|one|team) (?:to|i (?:can|could|should)) (?:talk|speak|ask|discuss|complain|turn|chat)\b/g,
  /\b(?:anyone|anybody|someone|somebody|person|people|human|staff|soul|no one|nobody|there)(?: \w+){0,4} (?:to whom |that |who |with whom |which )?(?:i|we) (?:can|could|might|may) (?:\w+ )?(?:talk|speak|chat|discuss|ask|write|deal|call)\b/g,
  /\b(?:anyone|anybody|someone|somebody|human|humans|person|people|no one|nobody) (?:here |there |real |else |left |around |with me )*(?:to (?:talk|speak|chat|deal|write)|free to (?:talk|speak|chat|help|answer))\b(?! (?:about|over) (?:the|my|a) (?:weather|present))/g,
  /\bwho(?: \w+){0,3} (?:that |whom )?i can (?:talk|speak|chat) (?:to|with)\b/g,
  // Is there anybody.
  /^(?:(?:hello|hi|hey|so|but|please|robin|then|wait) )*(?:is |are |has |have |got |do |does |you |not |there |no |any |one |your |of |left |at |this |company |all )*(?:anyone|anybody|someone|somebody|nobody|no one|humans|real people|living souls?|real humans?|real persons?|human beings?|people|staff|a human|a person|a soul|an adult|a grown ?up|agents|colleagues?)(?: (?:there|here|home|real|human|around|alive|online|awake|available|free|listening|left|at|this|company|all|in|the|room|working|today|then|please|for|a|quick|chat|who|can|help|me|right|now|of|yours|any|reading))*$/g,
  /\b(?:is|are) (?:there |not there )?(?:not )?(?:a|any|one|no|an) (?:single |real |living |human |actual |nice |young |kind )*(?:soul|adult|grown ?up|lady|gentleman|human being|humans|living being)\b|\bis there (?:not )?(?:anyone|anybody|someone|somebody) (?:competent|real|human|else|there|working|who (?:can|could|knows|understands|speaks))\b(?! (?:assemble|carry|repair|deliver|pick|collect|come|measure|fix|plan|put|restore|clean|fit))/g,
  // How to get there.
  /\b(?:how|where|what|which|way|click|type|write|button|word|number|option|say|press|do|possible|possibility|chance)(?: \w+){0,7} (?:to |get |gets |reach |reaching |for |with |of |me |speak |speaking |talk |talking |contact )+(?:a|an|some|the|your|real|actual|live|human|one of your) (?:\w+ )?(?:human|person|agent|adviser|advisor|representative|operator|colleague|human being|employee|staff|supervisor|member of)\b(?! (?:needs?|name|error|to (?:carry|lift)|who (?:helped|delivered)|for (?:the|good)))/g,
  /\b(?:past|around|beyond|out of|off|rid of|away from|without) (?:the |this |your )*(?:bot|robot|machine|chatbot|menu)\b(?=.*\b(?:person|human|agent|someone|somebody|people)\b)|\bget (?:me )?(?:out of|off|rid of|past|around) (?:the |this |your )*(?:bot|robot|machine|menu|computer)\b/g,
  /\b(?:how (?:many times|often)|for the (?:second|third|fourth|fifth|last|\d+\w*) time|have to|need to|do i (?:really )?have to|must i)(?: \w+){0,7} (?:say|ask|ask for|beg|beg for|type|write|repeat|shout|get|get me|get hold of) (?:a |an |the |for )*(?:human|person|agent|representative|operator|supervisor|manager|someone|somebody)(?= (?:here|now|please|before|until|around|on)|$)/g,
  /\bpress(?:ing)? (?:zero|0|1|one|9|nine|hash|star)(?: (?:zero|0|9))*\b(?=$| for| to| here| now| please| i | get | and )(?! (?:on the (?:lamp|remote|device)))/g,
  // The same one again.
  /\b(?:same|last|previous|other|different|another|usual) (?:person|agent|colleague|lady|gentleman|guy|man|woman|adviser|advisor|representative|one|girl|employee)(?: (?:as|than|from|like|i) (?:before|last \w+|yesterday|earlier|then|\w+day|had|the last one)| again| back| i (?:had|spoke to|talked to|chatted with)(?: \w+){0,3})*(?: please| again| now)+/g,
  /\b(?:have|get|may i have|can i have|could i have|give me|speak to|talk to|back to|reach) (?:(?:him|her|them|that (?:lady|person|agent|man|colleague)|the (?:lady|person|agent|man|same \w+|\w+ one)|agentname|my agent) )(?:again|back|once more)\b(?! (?:to|in))|\b(?:same (?:one|person|agent|lady|adviser|colleague)|agentname|my agent)(?: again)? please$|\b(?:back|return|reconnect(?:ed)?)(?: me)? (?:to|with|through to) (?:the|my|a|agentname|whoever|an)(?: (?:last|same|real|previous))?(?: (?:agent|human|person|colleague|lady|adviser|advisor|one))?\b(?<=agentname|whoever|agent|human|person|colleague|lady|adviser|advisor|one)/g,
  /\b(?:agent|human|person|colleague|he|she|agentname) (?:left|disconnected|go|went|gone|vanished|disappeared|dropped)\b(?=.* (?:back|need|again|finished|reconnect)\b)/g,
  /\bcan (?:i (?:talk|speak|write|chat) (?:to|with) (?:him|her|them|that (?:lady|man|person|agent|colleague)|the same))\b|\b(?:connect|put|pass|transfer|hand)(?: me| this| it)?(?: through| on| over| back)* (?:to|with) (?:him|her|them)\b|\b(?:go on|carry on|continue|deal|finish (?:this|it)|rather deal|talk|speak|be put in touch|in touch) with (?:agentname|him|her|the same \w+|a (?:human|person))\b(?! (?:yesterday|last|on))/g,
  /\b(?:can|could|may|let|would|will) agentname (?:please )?(?:\w+ )?(?:take|call|ring|phone|contact|come|join|write|message|answer|reply|help|handle|look|have a look|get back|continue)\b(?! (?:know|me (?:last|yesterday)))|\bis agentname (?:in|free|available|around|there|working)(?: today| now| right now| at the moment)?$|\b(?:ask|tell|get|have) agentname to (?:call|ring|phone|write|contact|message|email|answer|reply|get|come|help|look)\b(?! to)/g,
  // A call.
  new RegExp(
    `^(?:(?:please|just|a|an|i|we|would|like|want|need|request(?:ing)?|yes|no|ok|can|could|have|get|do|you|give|me|us|the|arrange|schedule|book|urgent|quick|short) )*${CALL}(?: (?:me|us|requested|needed|wanted|please|now|today|tomorrow|back|required|would|be|as|soon|possible|this|morning|afternoon|evening|tonight|later|when|you|can|at|on|my|mobile|number|cell|phone|urgently|great|nice|good|better|easier|best|fine|suit|appreciated|asap|to|discuss|in|the|an|hour|ordernumber|\\d+))+$`,
    'g',
  ),
  /^(?:please )?(?:call ?back|phone ?call|telephone|phone|telephone call)(?: please| now| today)*$|^(?:please |just |yes |ok |sure |fine )+(?:phone|telephone|call|ring)(?: me| us)?$/g,
  /\b(?:give|drop) (?:me|us) an? (?:\w+ )?(?:call|ring|bell|tinkle|buzz|phone call|line)\b|\bgrateful for a call\b|\b(?:call|phone call|callback|ring) (?:back )?(?:from (?:you|your|the|a|an|one|someone|somebody|agentname)|would (?:be|suit|do|help|work))\b|\bdiscuss (?:this|it|that|everything) (?:on|over|by) (?:the )?(?:phone|telephone)\b|\bhave (?:someone|somebody|agentname|your \w+) (?:call|ring|phone)(?: me)?\b|\bget in touch (?:with me )?by (?:phone|telephone)\b|\b(?:ring|call|phone|telephone) me (?:on|at|under|back|instead|please|later|today|tomorrow|tonight|this|as soon|when you|typing)\b(?! (?:the (?:bell|van|driver)))|\b(?:number (?:is )?(?:\d+ ?)+|\d{6,}) (?:please )?(?:call|ring|phone) me\b|\beasier to (?:explain|talk|discuss|say|do) (?:\w+ ){0,2}(?:on|over|by) (?:the )?(?:phone|telephone)\b/g,
  // Called by themselves, at the end of the message or with "please".
  new RegExp(
    `(?:^| )(?:${DESCRIBED}{0,2}(?:persons?|humans?|human being|agents?|representative|rep|operator|advis[eo]r|supervisor|manager|employee|colleague|boss|superior|director|specialist|expert|lady|gentleman|grown ?up|adult|being|staff member|member of (?:the |your )?(?:staff|team)|someone|somebody|anybody|anyone)(?: else| real| competent| human| senior| there| in charge| higher up| who works there| who works here| who (?:knows|understands|can)(?: \\w+){0,5}| (?:from|in|of) (?:the |your )?(?:\\w+ )?(?:team|department|staff|support|shop|store|office|management))*|${DESK}|ceo) (?:please|now)(?: (?:please|now|thanks|thank you|not (?:a|the|this|another) .{1,20}))*$`,
    'g',
  ),
  /^(?:the |your |a |an )?(?:member of (?:the |your )?(?:staff|team)|duty manager|manager on duty|person in charge(?: of \w+)?|human|person|agent|operator|representative)(?: (?:required|needed|wanted|requested|please|now))*$/g,
  // Contact of any kind with those who aren't the customer's own.
  /\b(?:want|wish|would like|like|need|may i|can i|could i|might i|let me|please|go about|demand|rather|prefer|hoping|wondering if i could|able to|get to|sooner|love|wanna|better|how to|possible to|speak|talk)(?: to| please| just| also| actually)* (?:speak|talk|chat|speaking|talking|chatting|have a (?:quick )?(?:word|chat)|complain|get (?:a )?hold of|get in touch|discuss \w+(?: \w+)?)(?: directly| now| quickly)? ?(?:to|with|of)? (?:the|your|an?|one of the|one of your|some|somebody|someone|one) (?!(?:bot|robot|machine|delivery (?:man|guy)|driver|courier|lamp|order|refund|problem|plant|return|bed|table|chair|tent|desk|rug|sofa)s?\b)(?:\w+ ){0,4}?(?:person|human|manager|director|owner|office|officer|shop|store|team|department|adviser|advisor|expert|experts|staff|people|desk|designer|carpenter|maker|boss|colleagues?|employee|lady|gentleman|guy|soul|someone|somebody|humans|warehouse|workshop|management)\b(?! (?:the|before|about (?:what|whether) (?:he|she|they)))/g,
  /\b(?:speak|talk|speaking|talking|connect(?: me)?|transfer(?: me)?) (?:to|with) (?:hr|head office|headquarters|management|reception|legal|accounts|customer (?:services?|care|support|relations)|staff|people|humans|a human|a soul)\b|\bcan i (?:please )?(?:speak|talk)(?: please)?$|\bneed to (?:talk|speak)(?: please| now)*$/g,
  /\bonly (?:talk|speak|deal|discuss (?:this|it))(?: \w+){0,2} (?:to|with) (?:a |an )?(?:real )?(?:humans?|person|people)\b|\bprefer (?:people|humans|persons|a person|a human|human|real people)(?= (?:to|over|instead|please|for)|$)|\b(?:humans?|person|people) only\b|\btake me to (?:your leader|a human|a person)\b/g,
  /\b(?:what|all|only thing) i(?: am)? (?:really |just |actually )?(?:want|need|ask|asking)(?: for)?(?: now)? is (?:for )?(?:a |an |some |to )?(?:real |actual |proper |talk to |speak to )*(?:a )?(?:human|person|agent|someone|somebody)\b/g,
];

/** To be rid of the bot, further. */
export const BOT_REFUSALS: readonly RegExp[] = [
  new RegExp(
    `\\b(?:switch|turn|shut) (?:off )?${BOT}(?: off)?\\b|\\b(?:get rid of|go away|away with|sick of|tired of|fed up with|done with|done talking to|had enough of|enough of|hate|no more|leave|not interested in) ${BOT}\\b`,
  ),
  new RegExp(
    `\\b(?:do not|not going to|not gonna|will not|would not|refuse to|never|not|am not) (?:want|do|wish|like|discuss \\w+|talk|talking|speak|speaking|deal|dealing|chat|chatting|discussing \\w+|be talking|accept)(?: to)?(?: be)?(?: (?:talk|talking|speak|speaking|deal|dealing))?(?: to| with)? ${BOT}`,
  ),
  new RegExp(`^(?:please |i want |no )?not ${BOT}(?: reply| answer| again)?(?: please| now| thanks)*\\b`),
  /^(?:please )?stop (?:with )?(?:the |these |your )?(?:bot|automated|automatic|robot|canned) (?:answers|replies|responses|stuff|talk|messages)\b/,
];

/** Alone at the end after a reproach or another thought: "that is not helpful, agent". What stands before refuses something else. */
export const CALLED_OUT_LAST =
  /(?:^| )(?!(?:no|not|without|an?|the|any|your|my|per|to|of|is|by|with|for|from|or|and|in|this|that|as|like|than|was|were|you|are|one|two|each|other|another|real|old|young|tall|am|cleaning|estate|travel|letting|sales)\b)\w+ (?:real |actual |live )?(?:human|agent|representative|operator|supervisor|manager|person|someone|somebody)(?: else)?(?: please| now)*$/;
