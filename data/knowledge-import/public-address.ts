// Which addresses an import may fetch: the web's own, not those of this machine or network. Knows no pages.

import { lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Thrown into a request whose host stands for a private address. */
export class PrivateAddressError extends Error {}

/** @returns whether the address is one of the public internet; an IPv4 address in an IPv6 one counts as what it is. */
export function isPublic(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}

/** @returns what is wrong with the address as it is written, before any name is looked up. */
export function addressFault(url: URL, allowPrivate: boolean): string | undefined {
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return `${url.protocol} is neither http: nor https:`;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return !allowPrivate && isIP(host) !== 0 && !isPublic(host) ? `${host} is a private address` : undefined;
}

/**
 * Looks names up for a request and refuses private addresses: what is checked is what is connected to, so that a name can't stand
 * for one address at the check and for another at the connection.
 */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, []);
    const forbidden = addresses.find(({ address }) => !isPublic(address));
    if (forbidden) {
      return callback(new PrivateAddressError(`${hostname} is the private address ${forbidden.address}`), []);
    }
    const [first] = addresses;
    return options.all || !first ? callback(null, addresses) : callback(null, first.address, first.family);
  });
};
