// An order as an Adaptive Card: what is in it, what it cost and when it comes. Has no buttons.

import type { Order } from '../data/business.js';
import type { AttachmentContent } from '../data/conversation.js';
import { dayInWords, money, productName } from './format.js';
import { ADAPTIVE_CARD, plain } from './product-cards.js';
import type { Turn } from './turn.js';

export function orderCard(order: Order, turn: Turn): AttachmentContent {
  const { profile } = turn.services.business;
  const spoken = { ...profile, currency: order.currency ?? profile.currency };
  const title = turn.phrase('asked.card.title', { number: order.number });
  const items = order.lines.map(({ productId, quantity, unitPrice }) => ({
    title: `${quantity} × ${plain(productName(productId, turn))}`,
    value: money(quantity * unitPrice, spoken),
  }));
  const day = order.deliveredOn ?? order.expectedOn;
  const facts = [
    { title: turn.phrase('asked.card.placed'), value: dayInWords(order.placedOn, turn.today, profile) },
    ...(order.status === 'cancelled'
      ? []
      : [
          {
            title: turn.phrase(order.deliveredOn ? 'asked.card.delivered' : 'asked.card.expected'),
            value: dayInWords(day, turn.today, profile),
          },
        ]),
  ];
  const status = turn.phrase(`order-status.words.${order.status}`);
  const inWords = [...items, ...facts].map((fact) => `${fact.title}: ${fact.value}`).join(', ');
  return {
    contentType: ADAPTIVE_CARD,
    name: title,
    content: {
      type: 'AdaptiveCard',
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      version: '1.5',
      speak: `${title}, ${status}. ${inWords}.`,
      fallbackText: `${title}, ${status}. ${inWords}.`,
      body: [
        { type: 'TextBlock', text: title, weight: 'Bolder', size: 'Medium', wrap: true },
        { type: 'TextBlock', text: status, spacing: 'None', isSubtle: true, wrap: true },
        { type: 'FactSet', facts: [...items, ...facts] },
      ],
    },
  };
}
