// "List my orders", "which of my orders have arrived?", "how much did I pay for 10302?": whether orders are to be listed. Pure.

const OPENING =
  "^\\W*(?:(?:hi|hello|hey|please|and|so|ok|okay|now|thanks|can you|could you|would you|will you|i['’]d like to|i want to|i would like to|let me)\\W+)*";
const LISTS = [
  // One that is on its way is asked for as "my order".
  `${OPENING}(?:list|show|give|tell|read|see|name|display)(?: (?:me|to me|out|us))?(?: (?:a list of|all|all of|the list of))* (?:my|our) (?:\\w+ )?(?:orders|purchases)\\b(?! again)`,
  `${OPENING}(?:what|which)(?: of)? (?:are )?(?:my|our) (?:\\w+ )?orders\\b`,
  `${OPENING}(?:which|what) orders (?:do i|did i|have i|are|were|have (?:been|come|arrived)|came|arrived)\\b`,
  `${OPENING}(?:a )?list of (?:all )?my (?:\\w+ )?orders\\b`,
  `${OPENING}all (?:of )?my orders\\W*$`,
  `${OPENING}how many orders (?:do|did|have) i\\b`,
  `${OPENING}what (?:have|did) i order(?:ed)? (?:so far|from you so far|up to now)\\b`,
];
/** An order's sum; of a product it is its price. */
const SUMS = [
  `${OPENING}(?:how much|what) (?:did|have|do) i (?:pay|paid|spend|spent|owe)(?: in total| altogether)? (?:for|on|with) (?:my |the |that |this )?(?:last |latest |newest |most recent )?(?:order|purchase)\\b`,
  `${OPENING}(?:how much|what) (?:was|is|were) (?:the )?(?:total|sum|price|cost|amount|value) (?:of|for|on) (?:my |the |that |this )?(?:last |latest |newest |most recent )?(?:order|purchase)\\b`,
  `${OPENING}how much (?:was|is) (?:my |the |that |this )?(?:last |latest |newest |most recent )?(?:order|purchase)\\b`,
  `${OPENING}(?:what|how much) (?:did|does) (?:my |the |that |this )?(?:last |latest |newest |most recent )?(?:order|purchase)(?: (?:number )?#?\\d+)? (?:cost|come to)\\b`,
];
const LISTED = new RegExp([...LISTS, ...SUMS].join('|'), 'i');
/** Where they are on the site is a question for the knowledge; what is to be done with them, for other tasks. */
const OTHERWISE =
  /\b(?:where|how do i|how can i|page|account|website|invoice|late|delayed|cancel my|return|again|re-?order|delivery (?:cost|charge|fee)|shipping)\b/i;

/** @returns whether a list of orders is asked for, or the sum of one. */
export function asksForOrders(text: string): boolean {
  return LISTED.test(text) && !OTHERWISE.test(text);
}
