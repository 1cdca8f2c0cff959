// Which language a message is in, by its commonest words; says `und` rather than guess.

const FUNCTION_WORDS: Readonly<Record<string, string>> = {
  en: 'the is are was my your you i it and or of to in on for with have has do does did can could would what where when why how not this that please hello thanks yes from me we they there order a an be am will',
  de: 'der die das ein eine ist sind ich du sie wir und oder nicht mit für von zu im auf wo wann wie was warum mein meine meinen ihre bitte danke hallo kann können habe haben bestellung wurde noch den dem es',
  fr: 'le la les un une est sont je tu vous nous et ou pas avec pour de du des dans où quand comment quoi pourquoi mon ma mes votre merci bonjour puis pouvez ai avez commande que qui ne ce cette',
  es: 'el la los las un una es son yo tú usted nosotros y o no con para de del en dónde donde cuándo cuando cómo como qué que mi mis su gracias hola puedo puede tengo tiene pedido está por',
  it: 'il lo la gli le un una è sono io tu lei noi e o non con per di del della in dove quando come cosa perché mio mia mie suo grazie ciao posso può ho avete ordine questo che',
  nl: 'de het een is zijn ik jij u wij en of niet met voor van in op waar wanneer hoe wat waarom mijn uw dank bedankt hallo kan kunt heb heeft bestelling deze dit dat nog',
  pl: 'jest są ja ty pan pani my i lub nie z dla od do w na gdzie kiedy jak co dlaczego mój moja moje dziękuję cześć dzień dobry mogę może mam zamówienie to się czy',
  ga: 'an na tá is mé tú sé sí agus nó ní le do ó go i ar cá cathain conas cad mo bhur maith dia duit raibh agat ordú seo sin bhfuil',
};

const LANGUAGES = Object.entries(FUNCTION_WORDS).map(([language, words]) => ({
  language,
  words: new Set(words.split(' ')),
}));

/**
 * @returns ISO 639-1 of the language with the most of its function words in the text; `und` with none, or when two are equal.
 */
export function languageOf(text: string): string {
  const words =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  const ranked = LANGUAGES.map(({ language, words: known }) => ({
    language,
    hits: words.filter((word) => known.has(word)).length,
  })).sort((a, b) => b.hits - a.hits);
  const [first, second] = ranked;
  if (!first || first.hits === 0 || first.hits === second?.hits) return 'und';
  return first.language;
}
