// The demo's "Who are you?": lists customers and signs identities, as the business's own site would. Never registered elsewhere.

import { z } from 'zod';
import { signIdentity } from '../channels/direct-line/index.js';
import { RapportError } from '../data/errors.js';
import type { Clock, CustomerId } from '../data/ids.js';
import { bodyOf, type Server } from './http.js';

export interface DemoCustomer {
  readonly id: string;
  readonly name: string;
  readonly level: number;
  /** The level in a sentence. */
  readonly sentence: string;
}

export interface DemoDependencies {
  readonly customers: () => Promise<readonly DemoCustomer[]>;
  readonly identitySecret: string;
  readonly clock: Clock;
}

const identityBody = z.object({ customerId: z.string().min(1) });

/** `GET /demo/customers` → a list; `POST /demo/identity` {customerId} → {identity}. Without this call both are 404. */
export function registerDemo(server: Server, { customers, identitySecret, clock }: DemoDependencies): void {
  server.get('/demo/customers', async (_req, res) => {
    res.send(200, await customers());
  });

  server.post('/demo/identity', async (req, res) => {
    const { customerId } = bodyOf(req, identityBody);
    const customer = (await customers()).find(({ id }) => id === customerId);
    if (!customer) {
      throw new RapportError(
        'NOT_FOUND',
        `the demo has no customer "${customerId.slice(0, 100)}".`,
        'Choose one of the list.',
      );
    }
    const identity = { customerId: customer.id as CustomerId, name: customer.name };
    res.send(200, { identity: await signIdentity(identity, { secret: identitySecret, clock }) });
  });
}
