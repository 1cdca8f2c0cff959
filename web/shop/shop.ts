// The demo shop's own script: its products, and whom it vouches for to the chat. It stands for a business's site, so it uses the chat
// only as any site may: by the script tag and `window.rapportIdentity`.

import { pictureOf } from './picture.js';

interface ShopProduct {
  readonly name: string;
  readonly category: string;
  readonly price: number;
  readonly description: string;
}

interface Account {
  readonly id: string;
  readonly name: string;
}

const ACCOUNT_KEY = 'shop.account';

async function read<T>(path: string): Promise<T | undefined> {
  const response = await fetch(path);
  return response.ok ? ((await response.json()) as T) : undefined;
}

function card(product: ShopProduct, money: Intl.NumberFormat): HTMLLIElement {
  const item = document.createElement('li');
  const body = document.createElement('div');
  const name = document.createElement('h3');
  const description = document.createElement('p');
  const price = document.createElement('strong');
  name.textContent = product.name;
  description.textContent = product.description;
  price.textContent = money.format(product.price);
  body.append(name, description, price);
  item.append(pictureOf(product), body);
  return item;
}

async function showProducts(): Promise<void> {
  const shop = await read<{ currency: string; locale: string; products: readonly ShopProduct[] }>(
    '/demo/products',
  );
  if (shop === undefined) return;
  const money = new Intl.NumberFormat(shop.locale, { style: 'currency', currency: shop.currency });
  document.getElementById('products')?.append(...shop.products.map((product) => card(product, money)));
}

async function showAccounts(): Promise<void> {
  const select = document.getElementById('account');
  if (!(select instanceof HTMLSelectElement)) return;
  const accounts = (await read<readonly Account[]>('/demo/customers')) ?? [];
  select.append(...accounts.map(({ id, name }) => new Option(name, id)));
  select.value = sessionStorage.getItem(ACCOUNT_KEY) ?? '';
  select.addEventListener('change', () => {
    sessionStorage.setItem(ACCOUNT_KEY, select.value);
    // As after any log-in: the site's page is loaded anew, and the chat with it.
    location.reload();
  });
}

window.rapportIdentity = async () => {
  const customerId = sessionStorage.getItem(ACCOUNT_KEY) ?? '';
  if (customerId === '') return null;
  const response = await fetch('/demo/identity', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ customerId }),
  });
  return response.ok ? ((await response.json()) as { identity: string }).identity : null;
};

document.getElementById('ask')?.addEventListener('click', () => window.rapport?.open());
void showProducts();
void showAccounts();
