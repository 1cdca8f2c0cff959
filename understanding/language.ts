// Which language a message is in, by its script, its commonest words and its own letters; says `und` rather than guess.

import { readable } from './normalise.js';

/**
 * Words that are common in messages to a shop. A word that is common in English too stands there as well, so that it decides nothing:
 * an English message that is taken for another is worse than a foreign one that is not recognised.
 */
const WORDS: Readonly<Record<string, string>> = {
  en: 'the is are was were be been am will would should could can did do does done has have had my mine your you i it its he she we us they them and or but of to in on at for from with without by about if as so not no nor yes ok please hello hi hey thanks thank cheers sorry what where when why who how which this that these those there here one two any some all more less last late still again now just only also get got give send want need like know time day today tomorrow order parcel delivery return refund money back price cost size colour color store shop open sale me a an also die man men war hat bin arm mode gift fast rat son pan sin ten pay con come sale pour chat main ours place do u im ur de van la le el di santa casa monday bother plz pls under over near six made bad service store stock ta per sans mon ter',
  de: 'sprechen sprichst spricht deutsch hallo der die das dem den des ein eine einen einer ist sind war wird werden ich mir mich du sie wir ihr ihnen uns und oder aber nicht kein keine mit ohne für von zu zum zur im auf bei nach wo wann wie was warum wer welche mein meine meinen meiner ihre ihren bitte danke hallo guten tag morgen kann können könnte möchte will habe haben hätte hat gibt noch schon es bestellung bestellt paket lieferung geliefert liefern versand rücksendung rückgabe zurück zurückgeben geld rechnung größe farbe frage falsch kaputt stornieren wurde immer nein ja auch dass wenn an in aus seit öffnungszeiten',
  fr: "parlez parle français anglais le la les un une des du au aux est sont était je j'ai tu il elle nous vous ils on et ou mais pas ne ni avec sans pour de d'ouverture dans sur chez où quand comment quoi pourquoi qui que quel quelle combien mon ma mes votre vos notre ce cette ces s'il svp merci bonjour bonsoir salut oui non puis peux pouvez puis-je voudrais veux ai avez avons suis êtes est-ce est-il commande colis livraison livrez livrer retour renvoyer remboursement remboursé argent facture taille couleur horaires question toujours encore jamais reçu reçue cassé cassée manque annuler annulez quelqu'un y plus très en ouverture avez-vous",
  es: 'habla hablan hablas español inglés el la los las un una unos al del es son está están era yo me tú te usted ustedes nosotros y o u pero no ni con sin para por de en dónde donde cuándo cuando cómo como qué que quién cuál cuánto cuanto cuánta mi mis su sus tu este esta esto ese eso gracias hola buenos buenas días tardes sí puedo puede pueden quiero quisiera necesito tengo tiene tienen hay he ha han pedido paquete envío entrega entregan devolver devolución dinero factura talla color horario pregunta favor cancelar todavía aún nunca rota roto equivocada falta llega hacer hablar persona más muy ya',
  it: "parla parlate italiano inglese il lo la gli i le un uno una del della dello dei al alla è sono era io mi tu ti lei noi voi e o ma non né con senza per di da in su dove dov'è quando come cosa che chi quale quanto quanta mio mia miei mie suo sua vostro questo questa quello grazie ciao buongiorno buonasera sì posso può potete vorrei voglio ho ha avete hanno c'è ordine pacco spedizione consegna consegnate reso restituire restituirlo rimborso soldi fattura taglia colore orari orario domanda favore annullare ancora mai rotta rotto sbagliata manca arriva parlare persona ricevuto più molto già saputo niente tempo apertura",
  pt: 'fala falam português inglês o os as um uma uns ao à do da dos das no na nos nas é são está estão era eu me você vocês nós e ou mas não nem com sem para pra por de em onde quando como quê que quem qual quanto meu minha meus minhas seu sua este esta isto esse isso obrigado obrigada olá oi bom boa dia tarde sim posso pode podem quero queria gostaria preciso tenho tem têm há encomenda pedido pacote envio entrega entregam devolver devolução reembolso dinheiro fatura tamanho cor horário pergunta favor cancelar ainda nunca partido quebrado errado falta chega falar pessoa recebi mais muito já custa tive notícias',
  nl: 'spreekt spreken nederlands de het een is zijn was waren ik mij je jij jullie u uw wij we en of maar niet geen met zonder voor van op bij naar waar wanneer hoe wat waarom wie welke hoeveel mijn deze dit dat die dank bedankt hallo hoi goedemiddag goedemorgen dag ja nee kan kunt kunnen wil zou graag heb heeft hebben er nog al bestelling besteld pakket verzending levering leveren leverbaar retour retourneren terug terugsturen geld factuur maat kleur vraag openingstijden alsjeblieft alstublieft annuleren steeds nooit kapot verkeerde ontbreekt ontvangen komt kost blijft lang te om ook aan in gehoord niets wol',
  sv: 'och eller men inte är var att det den en ett jag mig du ni vi han hon min mitt mina din er ert med utan för från till på av om hos när hur vad varför vem vilken hej hejsan tack ja nej kan kunde vill skulle har hade finns fått få beställning beställt paket leverans levererar frakt frakten retur returnera returrätt skicka tillbaka pengar pengarna faktura fakturan storlek färg fråga öppettider avbryt fortfarande aldrig trasig fel saknas kommer kostar snälla prata människa något hört god dag länge också',
  da: 'og eller men ikke er var at det den en et jeg mig du i vi min mit mine din jeres med uden for fra til på af om hos hvornår hvor hvordan hvad hvorfor hvem hvilken hej tak ja nej kan kunne vil skulle har havde findes fået få bestilling bestilt pakke levering leverer fragt fragten retur returnere sende tilbage penge pengene faktura størrelse farve spørgsmål åbningstider annullere stadig aldrig ødelagt forkert mangler kommer koster venligst tale noget hørt også',
  pl: 'mówicie mówi polsku jest są był była było ja mnie ty pan pani państwo my wy i lub albo ale nie z ze bez dla od do w we na przy gdzie kiedy jak co dlaczego kto który ile mój moja moje moją wasz ten ta to te dziękuję dzięki cześć dzień dobry witam tak mogę może chcę chciałbym chciałabym mam ma macie się czy zamówienie zamówienia paczka paczkę wysyłka dostawa dostarczacie zwrot zwrócić zwrotu pieniądze pieniędzy faktura faktury rozmiar kolor pytanie godziny proszę anulować jeszcze nadal nigdy zepsuta zepsuty zły brakuje przyjdzie kosztuje rozmawiać człowiekiem już też',
  ga: 'an na tá níl bhfuil raibh is mé tú sé sí muid sibh siad agus nó ach ní le gan do ó go i ar ag as faoi cá cathain conas cad cé cén mo bhur maith dia duit agat agam liom ordú seo sin beart seachadadh ar ais airgead',
};

/** Letters and signs that few languages write: worth a word. */
const SIGNS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/ß/, ['de']],
  [/[äöü]/, ['de', 'sv']],
  [/[¿¡ñ]/, ['es']],
  [/[ąćęłńśźż]/, ['pl']],
  [/[ãõ]/, ['pt']],
  [/[çœêèùû]/, ['fr']],
  [/å/, ['sv', 'da']],
  [/[øæ]/, ['da']],
];

/** Scripts that tell the language, or its commonest one. Kana come before Han, which Japanese writes too. */
const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/\p{Script=Hiragana}|\p{Script=Katakana}/u, 'ja'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/\p{Script=Han}/u, 'zh'],
  [/\p{Script=Thai}/u, 'th'],
  [/[іїєґ]/iu, 'uk'],
  [/\p{Script=Cyrillic}/u, 'ru'],
  [/\p{Script=Greek}/u, 'el'],
  [/\p{Script=Hebrew}/u, 'he'],
  [/\p{Script=Arabic}/u, 'ar'],
  [/\p{Script=Devanagari}/u, 'hi'],
];
const LATIN = /\p{Script=Latin}/gu;
const OTHER_SCRIPT = /(?!\p{Script=Latin})\p{L}/gu;

/** Hits that make another language than English sure, in more than one word. */
const ENOUGH = 2;

const LANGUAGES_OF = new Map<string, readonly string[]>();
for (const [language, words] of Object.entries(WORDS)) {
  for (const word of new Set(words.split(' '))) {
    LANGUAGES_OF.set(word, [...(LANGUAGES_OF.get(word) ?? []), language]);
  }
}

/**
 * @returns ISO 639-1 of the language with the most of its common words and letters in the text; `und` with none, or when two are equal.
 *   A script that other languages write too tells the commonest of them.
 */
export function languageOf(text: string): string {
  const folded = readable(text).toLowerCase().replaceAll('’', "'");
  if (count(folded, OTHER_SCRIPT) > count(folded, LATIN)) {
    return SCRIPTS.find(([script]) => script.test(folded))?.[1] ?? 'und';
  }
  const words = wordsOf(folded);
  const hits = new Map<string, number>();
  const hit = (language: string) => hits.set(language, (hits.get(language) ?? 0) + 1);
  for (const word of words) LANGUAGES_OF.get(word)?.forEach(hit);
  for (const [sign, languages] of SIGNS) if (sign.test(folded)) languages.forEach(hit);
  const [first, second] = [...hits].sort(([, a], [, b]) => b - a);
  if (!first || first[1] === second?.[1]) return 'und';
  // One word of several may be a name ("the Casa lamp") or borrowed ("per item"); English alone is never too hasty.
  if (first[1] < ENOUGH && words.length > 1 && first[0] !== 'en') return 'und';
  return first[0];
}

/** Whole, and where they are joined (`dov'è`, `avez-vous`) their parts as well. */
function wordsOf(text: string): readonly string[] {
  return (text.match(/\p{L}+(?:['-]\p{L}+)*/gu) ?? []).flatMap((word) => {
    const parts = word.split(/['-]/);
    return parts.length > 1 ? [word, ...parts] : [word];
  });
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
