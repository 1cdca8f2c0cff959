// How customers ask for a person, as expressions on respelt text: of each, where the asking begins is where it matches. What stands before decides elsewhere.

const KIND_OF =
  '(?:a|an|the|some|any|your|one|of|another|other|different|real|actual|live|living|human|proper|customer|customers|sales|support|service|store|shop|billing|technical|complaints|returns|returns|member|senior|competent|qualified|flesh|blood|and|normal|genuine|available|single|right|fellow|in)';
const NAMED =
  '(?:person|people|humans?|human being|agents?|representatives?|rep|operators?|colleagues?|advis[eo]rs?|employees?|staff|managers?|supervisors?|boss|customer (?:service|support|care|relations)|service desk|help desk|helpdesk|team|man|woman|guy|lady|being|specialist|expert|technician|consultant|executive|salesperson|sales|billing|department|support|customer service|attendant|individual|clerk|human)';
const SOMEONE = '(?:someone|somebody|anyone|anybody)';
const PERSON = `(?:(?:${KIND_OF} ){0,5}(?:${NAMED})|${SOMEONE}(?: else)?)`;
/** People who are never merely owned, described or bought: named alone they are asked for. */
const SURE_PERSON = `(?:(?:${KIND_OF} ){0,5}(?:person|human|humans|human being|agent|agents|representative|rep|operator|colleague|advis[eo]r|employee|supervisor|manager|specialist|expert|technician|consultant|executive|boss|member)|(?:customer )(?:service|support|care)(?! (?:is|was|has))|${SOMEONE}(?: else)?)`;
/** Ways of getting in contact. */
export const SPEAK =
  '(?:speak|talk|chat|communicate|write|deal|converse|complain|discuss (?:this|it|that|my \\w+)|a word|word|words|get in touch|in touch|in contact|(?<!my |our |last |the )conversation)';
/** Things that are called as people are: "the manager desk", "a human hair brush", "an agent discount". */
const NO_THING =
  '(?! (?:desk|chair|table|discount|hours?|number|brush|hair|size|jobs?|position|manual|instructions|portal|login|account|email|address|licence|license|training|special|offers?|rights|made|for my|told|said|was|were|is|has|had|did|does|at the|who (?!can|could|understands|knows|is able|actually|will|speaks)))';

export const WISHES: readonly RegExp[] = [
  new RegExp(
    `\\b${SPEAK}(?: directly| again| now| here| live| personally| on the phone| over the phone)? (?:to|with) ${PERSON}\\b${NO_THING}`,
    'g',
  ),
  new RegExp(`\\b${SPEAK} (?:human|agent|person|representative|someone|somebody)\\b`, 'g'),
  // By name: "I want to speak with Lena", never to the bot itself or to somebody of the customer's own.
  /\b(?:want|would like|like|need|wish|can i|could i|may i|let me|please|prefer)(?: \w+){0,2} (?:speak|talk|chat) (?:to|with) (?!(?:you|it|this|that|these|those|the|a|an|bots?|me|my|our|your|his|her|their|him|them|us|alexa|siri|google|no|nobody|anything|everyone|talking|speaking|calling|dhl|ups|fedex|hermes|myself)\b)\w+/g,
  new RegExp(
    `\\b(?:connect|transfer|put|pass|hand|forward|redirect|direct|switch|route|escalate|refer|(?:send|take|bring|move)(?= me| us))(?: (?:me|us|this|it|my (?:case|issue|problem|complaint|request|question)))?(?: (?:through|over|on|straight|directly|in touch|in contact|up|back))*(?: (?:to|with))? (?!support|service|team|staff|people)${SURE_PERSON}\\b${NO_THING}`,
    'g',
  ),
  new RegExp(
    `\\b(?:connect|transfer|put|pass|hand|forward|redirect|direct|switch|route|escalate) (?:me|us|this|it|my case)(?: (?:through|over|on|straight))* (?:to|with) ${PERSON}\\b`,
    'g',
  ),
  /\bput me (?:through|on to)\b|\b(?:escalate|hand over|handover) (?:this|it|my (?:case|issue|problem|complaint))\b|\bpass me on\b|\bpatch me through\b/g,
  /\b(?:want|need|would like) (?:this|it|my (?:case|issue|complaint)|to be) (?:escalated|transferred|put through|connected)\b|\bbe (?:connected|transferred|put through) (?:to|with) (?:a|an|the|some|your)\b/g,
  new RegExp(
    `\\b(?:want|wants|need|needs|would like|demand|prefer|require|request|requesting|insist on|asking for|ask for|asked for|looking for|would rather have|rather have|said)(?: to)?(?: (?:see|get|have|reach|contact|call|phone|find|speaking to|talking to|speaking with|talking with|speak|talk|help from|assistance from|answers? from))?(?: i)?(?: want| need)? (?!support|service|team|staff|people|sales|man\\b|woman\\b)${SURE_PERSON}\\b${NO_THING}(?! i (?:spoke|talked))`,
    'g',
  ),
  new RegExp(
    `\\b(?:(?:get|give|find|send|bring|show|fetch|offer) (?:me|us)|(?:get|find|fetch|send)(?= (?:an|a|your|the) (?:human|agent|representative|person|operator|manager|supervisor)\\b| someone to (?:help|call)| (?:human|agent)\\b)) (?!support|service|some people|team|staff|customer|people|(?:the )?sales)${SURE_PERSON}\\b${NO_THING}`,
    'g',
  ),
  new RegExp(
    `\\b(?:is|are|if) there (?:no )?${PERSON} (?:real )?(?:here |there |around |available |online )?(?:i can|we can|i could|i might|to (?:talk|speak|chat|help)|who (?:can|could)|that (?:can|could)|available|there|here|around|online|on duty|free)\\b(?! (?:tell|sign|carry|collect|assemble))`,
    'g',
  ),
  /\b(?:is|are) (?:anyone|anybody|someone|somebody|any human|a human|any agents?|an agent) (?:there|here|real|online|available|around|free|on duty)\b(?! (?:on|at) )|^(?:hello )*(?:anyone|anybody|any (?:humans?|agents?|people|staff)) (?:real |actually )?(?:there|here|available|around|online)\b/g,
  /\b(?:can|could|will|would|should|must|please|have|let|get|ask|may|might|make|like|want)(?: you)?(?: have| get| ask| let)?(?: please)? (?:someone|somebody|anyone|anybody|(?:(?:a|an|another|one of your|your|some|real|actual|human|the) ){1,3}(?:person|human|agent|colleagues?|advis[eo]r|representative|manager|supervisor|employee|staff|team|specialist|technician|expert|member of (?:the |your )?(?:staff|team)))(?: else| there| please| live| from your team| from the team| from support| from your company| of your team| real| human| on your team)*(?: to)? (?:please |just |actually |personally )?(?:call|ring|phone|contact|(?:help|assist|explain)(?!(?: me)?(?: please)? (?:with|by|to|how|why|what|understand\w*|find|un\w+|assist\w*|explain\w*)\b)|talk|speak|take (?:over|a look|this|care)|look (?:at|into)|answer|reply|respond|get back|get in touch|handle|read|check|deal|review|sort|chat|join|email|come)\b(?! (?:the|him|her|them|it|at home|(?:me )?(?:with )?(?:the )?(?:to )?(?:measur\w+|choose|pick)|me (?:carry|assemble|build|lift)|before|(?:me )?(?:to )?(?:assemble|carry|sign|collect|it upstairs|build|lift|before|when|prior|on the day|if|out of|with (?:assembly|carrying)))\b)/g,
  /\b(?:someone|somebody|a human|a person|an agent|an employee) (?:should|could|can|must|has to|needs to) (?:\w+ )?(?:take over|look (?:at|into)|call me|help me|contact me|check (?:this|it)|read this|answer|handle)\b/g,
  /\b(?:someone|somebody) (?:please )?(?:call|contact|ring|phone|email|help) me\b(?! before| when)/g,
  new RegExp(
    `\\b(?:how (?:do|can|could|would|to|might)|where (?:do|can|could)|what is the (?:best |quickest |fastest )?way to|way to|want to|would like to|need to|trying to|tried to|try to|can|could|may|possible to|let|help me|able to)(?: i| we| you| me)?(?: please| just| even| actually| possibly)? (?:reach|contact|get(?: hold of| a hold of| through to| in touch with| to| me)?|find|see|call|phone|ring|have|message|request|ask for|raise)(?: to)? (?!support|team|staff|people|sales|(?:the |your )?customer (?:service|support|care)$)${SURE_PERSON}\\b${NO_THING}(?! (?:to|who can|that can) (?:assemble|carry|sign|collect|pick))`,
    'g',
  ),
  /\b(?:who|whom)(?: exactly)? (?:can|do|should|could|may|must) (?:i|we) (?:need to |have to )?(?:talk|speak|chat|complain)(?: to| with)?\b/g,
  /\b(?:someone|somebody|anyone|anybody|person|human|agent|people|one|number) (?:here |there |real |who |that |else )?(?:i|we) (?:can|could|may) (?:please |just |actually )?(?:talk|speak|chat|call|contact|ring|phone)\b/g,
  /\b(?:real|actual|live|living|genuine) (?:person|human|agent|people|human being|operator|representative|rep|advis[eo]r|chat with (?:a )?\w+)(?= (?:please|now|here|instead|thanks|asap|as soon as)|$)/g,
  /\bhuman (?:agent|support|help|assistance|being|operator|representative|rep|advis[eo]r|interaction|contact|intervention|touch|service)(?= (?:please|now|here|needed|instead|required|thanks)|$)/g,
  /^(?:a |an |some )?(?:real |actual |live )?(?:person|human|agent|colleague|speaking to (?:a person|someone|somebody|a human)|talking to (?:a person|someone|somebody|a human))(?: \w+)? would (?:be|help|make|do)\b/g,
  /\b(?:any|is there any|is there a) chance (?:of|for|to|i) (?:\w+ ){0,6}(?:human|person|agent|someone|somebody)\b/g,
  /(?:^|\b(?:please|just|can you|could you|will you|would you|someone|to|them|and) )(?:call|ring|phone) me(?: back| please|$| on | at | now| asap| as soon| today| tomorrow| this)|\b(?:want|need|would like|like|request|have|get|arrange|book|schedule) (?:a |an )?(?:call back|phone call|call)\b(?! (?:before|when|it|centre|center))/g,
  /\b(?:can|could|may) i (?:call|phone|ring) (?:someone|somebody|you)\b/g,
  /\b(?:person|human|agent|someone|somebody)(?: please)? (?:not|instead of|rather than) (?:a |an |this |the |your )?(?:bot|robot|machine|computer|ai|chatbot)s?\b/g,
  /\b(?:give|drop) me a (?:quick |short )?(?:call|ring|bell|phone call)\b|\b(?:can|could|would|will) you (?:guys |people |all |please )?(?:call|ring|phone) me\b(?! before| when| if)/g,
  new RegExp(
    `\\b(?:comfortable|better|easier|happier|prefer|consider|appreciate|rather be) (?:speaking|talking|chatting|dealing) (?:to|with) ${PERSON}\\b`,
    'g',
  ),
  /(?:^| )(?<!(?:^| )(?:no|not|not a|not an|different|second|per) )(?:humans?|agent|person|representative|rep|operator|supervisor|manager) (?:please|now|asap|as soon as possible)$|\b(?:asking|again|said|useless|time|working|helping) (?:a |an )?(?:human|agent|representative|operator|supervisor)$/g,
  /\bwaiting (?:for|on) (?:a |an |the |some |your |real |live )*(?:human|person|agent|representative|rep|operator|advis[eo]r|supervisor)\b|\bwhere is (?:the|my|that) (?:human|agent|person|representative|operator|supervisor|manager|advis[eo]r)(?= i |$)|\bpromised (?:me )?(?:a|an) (?:human|agent|person|representative|call back|call)\b/g,
  new RegExp(
    `\\b(?:being|get|getting) (?:connected|transferred|put through|passed) (?:on )?(?:to|with) ${PERSON}\\b`,
    'g',
  ),
  /\b(?:speak|talk|chat)(?: directly)? (?:to|with) (?:the|your|a) (?:store|shop|branch|showroom|warehouse|office|owner|head office|management|company|workshop|complaints|returns|refunds|orders|delivery team|accounts|billing|sales)\b/g,
  /\b(?:speak|talk|complain) (?:to|with) (?:whoever|who) (?:is|can|could|will)\b|\bwho is in charge\b/g,
  /\b(?:transfer|connect) me(?: please| now)*$/g,
  new RegExp(
    `\\b(?:appreciate|love|how about|what about|(?:will|happy to|rather|can) (?:just )?wait for|skip (?:straight )?to|switch to|bring in|only) (?:a |an |some |the )?(?:real |live |actual |proper |human )*(?:human|person|agent|representative|operator|supervisor|manager|advis[eo]r|being)\\b${NO_THING}`,
    'g',
  ),
  /^(?:please )?(?:reach|contact|message|get|bring|ring|call|phone)(?: in)? (?:your |an? |the |some )*(?:real |live |human )*(?:human|person|agent|representative|support|someone|somebody|manager|supervisor|boss|operator|staff)(?: here)?(?: please| now)*$/g,
  /\b(?:speak|talk|chat|connect me|transfer me|put me through) (?:to|with) (?:a|an|the|your|some|one of your|one of the) (?:\w+ ){1,2}(?:person|human|agent|representative|operator|colleague|advis[eo]r|employee|manager|supervisor|boss|superior|people|staff|specialist|expert|team|department)\b/g,
  /\b(?:speak|talk) (?:to|with) (?:your|a|the) superior\b|\b(?:speak|talk) (?:to|with) (?:people|staff|support|humans|sales)\b/g,
  /\b(?:talk|speak|chat|do this|do it|sort this|sort it|discuss it|discuss this)(?: to you| with you| to me| this out| it out)? (?:on|over|by|via) (?:the )?(?:phone|telephone)\b/g,
  /^(?:hello |hi |please |just )*i (?:just )?(?:want|need|would like) to (?:talk|speak)(?: please| now)*$/g,
  /\b(?:want|like|need) to be called(?: back)?\b|^(?:please )?call me\b(?! (?:a|an|stupid|old|crazy|when (?:it|the|my)))/g,
  /\bdo you (?:not )?have (?:a |an |any |some |real |actual |live |human )*(?:people|humans?|persons?|agents?)(?: there| here)?(?: at all)?$/g,
  /\b(?:person|human|agent)\b(?: \w+){0,6} (?:get me|give me|find me|i want|i need|send me) one\b/g,
  /^(?:(?:the |your |a )?(?:staff|team (?:lead|leader)|superior|people|store staff|shop staff|in store staff)|(?:someone|somebody|person|the person) (?:in charge|higher up|senior|responsible|competent|with \w+(?: \w+){0,2}))(?: please| now)*$|^(?:someone|somebody|anybody|anyone)$/g,
  /\b(?:can|could|will|would|get|ask|have|let) one of (?:the|your) (?:team|staff|people|colleagues|agents|advisers|managers)(?: please)? (?:to )?(?:message|call|ring|contact|email|help|look|take|answer|reply|phone|get|speak|talk|read|check)\b/g,
  /\b(?:flesh and blood|real life (?:person|human|agent))(?: please)?$/g,
  /\b(?:who|whom) (?:can|could|should) i (?:ring|call|phone|contact)\b(?= (?:about|to speak|to talk|please|then|now)|$)/g,
  // Any asking, any way of getting in contact, any person who is not the customer's own.
  /\b(?:can i|could i|may i|might i|can we|could we|can you|could you|would you|will you|please|i want|i would like|i need|let me|i would rather|i would prefer|would prefer|better|just|want to|like to|need to)(?: \w+){0,4} (?:speak|talk|chat|explain|discuss|raise|take (?:this|it)(?: \w+){0,2} (?:up|further)|complaint|(?:hear(?: it| this)?|help|answers?|reply)(?: back)? from|ring|call|phone|contact|connected|transferred|passed|put|reconnect|continue|ask|check with|consult|type|deal|complain|escalate|connect|go)(?: \w+){0,5} (?<!\b(?:my|our|his|her|their|for|if|whether|that|like|by|as) )(?<!\b(?:like|as|for|by) an? )(?:human|person|agent|representative|rep|operator|advis[eo]r|supervisor|manager|management|colleague|someone|somebody|superior|salesperson|complaints|member of staff|customer services?|whoever (?:is|was))\b(?! (?:else (?:name|can|could)|name|size|told|said|to (?:sign|carry|collect|assemble|pick)|home|picks|can (?:sign|collect|pick|carry)|desk|chair))/g,
  /\b(?:hand|pass) (?:me|this|it) (?:over|on)(?: please| now)*$|\b(?:want|need|would like|ask|asked) to be (?:transferred|connected|put through|passed on|handed over|escalated)\b|\bre ?connect me\b/g,
  /\bget (?:me )?(?:a |an |the |your )?(?:someone|somebody|colleague|manager|agent|supervisor|human|person) (?:on|in|over here|who)\b/g,
  /\bis (?:the|your) (?:store |shop |duty |team )?(?:manager|supervisor) (?:available|there|in|around|free)\b(?! on)|\b(?:is|are) (?:any of )?your (?:agents?|colleagues?|advisers?|team|staff) (?:free|available|there|around)(?: now| please)*$/g,
  /\b(?:can i|could i|want|please|speak to|talk to|get|contact|need|reach|would like)(?: \w+){0,3} (?:my (?:usual|personal|dedicated|own|regular)|(?:the )?same) (?:advis[eo]r|agent|contact|person)\b|^(?:my|the) (?:usual |personal |dedicated |own |regular )?(?:advis[eo]r|agent|supervisor)(?: please| now)+$|\b(?:contact|call|get|reach) my (?:advis[eo]r|agent)\b/g,
  /\b(?:can|could|will|would) one of you(?: please)? (?:call|ring|phone|help|contact|talk|answer|look|get)\b/g,
  /\b(?:above|fit|listed|helpful|cancel|circles|nowhere) (?:an? )?(?:human|agent|representative|operator|person)$|^(?:agent|human|representative|operator) (?:now|please)\b/g,
  /\b(?:handled|dealt with|looked at|read|checked|reviewed|answered|passed|seen|sorted)(?: on| over)? (?:by|to) (?:a |an |some |one of your )?(?:real |actual )*(?:human|person|someone|somebody|agent|colleagues?|advis[eo]r)\b/g,
  /\bmind (?:passing|putting|transferring|connecting|handing|forwarding) (?:me|this|it)\b|\bmind if i (?:speak|spoke|talk|talked|chatted|chat) (?:to|with) (?:a|an|some|one)\b/g,
  /^(?:is|are) (?:a |an |the |any |your )?(?:real |store )*(?:person|people|humans?|managers?|supervisors?|agents?|representatives?|advis[eo]rs?|anyone|anybody|someone|somebody)(?: there)? (?:available|free|there|around|online)(?: please| now| to (?:chat|talk|help|speak)\w*| right now| today| to me| with me)*$|^(?:anyone|anybody|someone|somebody)(?: free| available| i can)? (?:to )?(?:talk|speak|chat)(?: to| with)?(?: me)?(?: please| now)*$/g,
  /\bwhere are (?:all |the |your |all the )*(?:humans|people|real people|agents|staff)$/g,
  /\bwhat i (?:really )?(?:need|want) is (?:a |an |some )?(?:real |actual |proper )*(?:human|person|agent|someone|somebody)\b/g,
  /^(?:please |i want |i need |get me |give me |let me )*(?:call |contact |ring |get me |reach )(?:the |your )?(?:customer (?:services?|support|care)|support|sales)(?: please| now)*$|^i (?:want|need) (?:customer (?:services?|support|care)|live support)(?: please| now)*$/g,
  /\b(?:could|can|may) i be (?:put through|transferred|connected|passed on)\b|\bput me (?:on the phone|in line|in the queue|in a queue) (?:with|for)\b/g,
  /^who is (?:the|your) (?:manager|boss|supervisor)\b.*\b(?:get|fetch|talk|speak|want)\b/g,
  // To whomever: nobody else is connected with.
  /\b(?:connect|transfer|put|pass|hand|patch|redirect|forward) me(?: through| over| on| straight| back)*(?: to| with) (?!(?:it|this|that|my|wifi|wi|bluetooth|internet|alexa|google|paypal|network|home|checkout|mailing|list|website|link)\b|the (?:right )?(?:page|site|website|wifi|link|form|shop page|checkout|app|menu|start|basket))\w+/g,
  /^(?:please |can you |could you |just )*put (?!(?:it|this|that|them|these|those|some|music|more|everything|one)\b)\w+ on(?: please| now| the line| the phone)*$/g,
  /\b(?:leave|want|like|prefer|need) (?:a )?(?:live chat|phone support|human chat)\b/g,
];

/** To be rid of the bot is to wish for a person. */
const BOT =
  '(?:a |an |this |another |the |your |some |any |stupid |silly |dumb |bloody )*(?:bot|robot|machine|computer|ai|algorithm|computer program|program|automated \\w+)s?';
export const NO_BOTS: readonly RegExp[] = [
  new RegExp(
    `\\b(?:do not|did not|would rather not|rather not|can i not|not|never|refuse to|hate|hate to|no more|stop|done|finished|tired of|sick of|fed up with|fed up|enough of|instead of|rather than)(?: \\w+)? (?:want|like|wish|do this|do it|speak|talk|chat|deal|speaking|talking|chatting|dealing|typing|writing)(?: to| with)?(?: (?:speak|talk|chat|deal|speaking|talking))?(?: to| with)? ${BOT}\\b(?! (?:vacuum|mower|lawn|cleaner|wash))`,
  ),
  /\b(?:do not|did not) (?:want|like|wish|need) (?:a |an |this |another |the )?(?:bot|robot|chatbot|ai)s?\b(?! (?:vacuum|mower|lawn|cleaner))/,
  /^(?:please )?no (?:more )?(?:bots?|robots?|chatbots?|machines?)(?: (?:please|now|thanks|i said|thank you))*$/,
  /\bno more (?:bots?|robots?|chatbots?)\b/,
  /\b(?:not (?:trust|comfortable|happy|discuss\w*)|too (?:complicated|sensitive|difficult|important|complex|personal)|no use)(?: \w+){0,4} (?:a|this|the|your) (?:bot|robot|machine|chatbot|computer|ai)\b/,
  /^(?:please )?(?:skip|bypass|enough of|enough with|not|stop|leave|exit) (?:the |this |your )?(?:bot|robot|chatbot|machine)\b(?! (?:vacuum|mower))/,
  /\b(?:get|let|take) me (?:off|out of|away from|past|beyond) (?:this|the|your) (?:bot|robot|machine|chatbot|ai)\b|\bwant out of (?:this|the) (?:bot|chat)\b/,
];
