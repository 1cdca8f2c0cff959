// Which hosts may send us activities and be sent replies; knows nothing of tokens or customers.

const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/**
 * @param hosts lower-case host names without scheme, port or wildcard.
 * @returns a check of a serviceUrl: its host is on the list, and it is https unless the host is this machine.
 */
export function serviceUrlCheck(hosts: readonly string[]): (serviceUrl: string) => boolean {
  const allowed = new Set(hosts.map((host) => host.toLowerCase()));
  return (serviceUrl) => {
    if (!URL.canParse(serviceUrl)) return false;
    const { protocol, hostname, username } = new URL(serviceUrl);
    if (!allowed.has(hostname) || username !== '') return false;
    return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.includes(hostname));
  };
}

/** Without authentication anybody could name the place that replies go to, so then it is this machine and no other. */
export const loopbackCheck = serviceUrlCheck(LOOPBACK);
