import type { JSX } from 'preact';
import { auditView } from './audit.ts';
import { hash, place } from './list/address.ts';
import { readRoute } from './ops/route.ts';
import { opsView } from './ops/view.ts';
import { PlainView } from './shell/plain-view.tsx';
import type { View } from './view.ts';
import './operators.css';

const openAudit = (search: string): View => ({ element: auditView(Object.fromEntries(new URLSearchParams(search))), leave: () => undefined });

/** The pages for administrators; nobody else loads them. */
export const Operators = (): JSX.Element => {
  const address = hash.value;
  const route = readRoute(address);
  const { path, search } = place.value;
  if (path.startsWith('/audit') || route === null) return <PlainView key={`audit ${search}`} open={() => openAudit(search)} />;
  return <PlainView key={address} open={() => opsView(route)} />;
};
