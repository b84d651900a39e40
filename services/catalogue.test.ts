import { readdirSync, statSync } from 'node:fs';
import { expect, it } from 'vitest';
import { services } from './catalogue.ts';

const folder = new URL('./', import.meta.url);

it('names every service, and nothing else', () => {
  const folders = readdirSync(folder).filter((name) => statSync(new URL(name, folder)).isDirectory());
  expect(services.map(({ id }) => id).sort()).toEqual(folders.sort());
});

it('gives each a port of its own, from 3000 up to where those of second replicas begin', () => {
  const ports = services.map(({ port }) => port);
  expect(new Set(ports).size).toBe(ports.length);
  expect(ports.filter((port) => port < 3000 || port >= 3020)).toEqual([]);
});

it('lets services invoke only services', () => {
  const ids = services.map(({ id }) => id);
  expect(services.flatMap(({ invokes = {} }) => Object.keys(invokes)).filter((id) => !ids.includes(id))).toEqual([]);
});

it('has one gateway, and each path of the one origin once', () => {
  expect(services.filter(({ gateway }) => gateway)).toHaveLength(1);
  const paths = services.flatMap(({ prefixes = [], upgrades = [] }) => [...prefixes, ...upgrades]);
  expect(new Set(paths).size).toBe(paths.length);
});

it('has one service that watches the others', () => expect(services.filter(({ watches }) => watches)).toHaveLength(1));
