// Which language a message is in, as a table. English that is taken for another language is the worse mistake, so it has the longer list.

import { describe, expect, test } from 'vitest';
import { languageOf } from '../understanding/language.js';

describe.each<[string, readonly string[]]>([
  [
    'de',
    ['wo ist meine bestellung', 'wann kommt mein paket', 'öffnungszeiten?', 'ich habe noch nichts gehört'],
  ],
  [
    'fr',
    [
      'où est ma commande',
      'je veux parler à quelqu’un',
      'la lampe est cassée',
      'avez-vous ce fauteuil en vert ?',
    ],
  ],
  ['es', ['dónde está mi pedido', '¿puedo devolverlo?', 'quiero hablar con una persona', 'gracias']],
  ['it', ["dov'è il mio ordine", 'quando arriva il mio pacco', 'vorrei parlare con una persona', 'grazie']],
  [
    'pt',
    ['onde está a minha encomenda', 'quanto custa o envio para portugal', 'obrigado', 'o tapete é de lã'],
  ],
  ['nl', ['waar is mijn bestelling', 'wat kost verzending naar belgië', 'de lamp is kapot']],
  ['sv', ['var är min beställning', 'jag vill prata med en människa', 'tack']],
  ['pl', ['gdzie jest moje zamówienie', 'ile kosztuje wysyłka do polski', 'dziękuję']],
  ['ru', ['где мой заказ']],
  ['ja', ['私の注文はどこですか']],
  ['zh', ['我的订单在哪里']],
  ['ar', ['أين طلبي']],
])('%s', (language, sentences) => {
  test.each(sentences)('%s', (sentence) => {
    expect(languageOf(sentence)).toBe(language);
  });
});

test.each([
  ...[
    'where is my order',
    'no',
    'no bother',
    'ta',
    'is de lamp in stock',
    'im waiting since monday',
    'wat time do u open',
  ],
  ...[
    'the Casa lamp',
    'per item',
    'van delivery',
    'ann-marie van der berg',
    'fjord armchair',
    'merino blanket',
    '10234',
    '',
  ],
  ...[
    'chaise longue',
    'sans serif print',
    'made in italy?',
    'store in limerick',
    'refund',
    'my son broke it',
  ],
])('%j is English, or nothing sure', (sentence) => {
  expect(['en', 'und']).toContain(languageOf(sentence));
});
