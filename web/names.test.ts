// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { serve, type Answered, type Asked } from './testing/fake-server.ts';
import { settle } from './testing/page.ts';

const [ada, grace, nobody] = ['0192f0c1-7c43-7a5e-9d5e-7d2f4ad6a001', '0192f0c1-7c43-7a5e-9d5e-7d2f4ad6a002', '0192f0c1-7c43-7a5e-9d5e-7d2f4ad6a003'];
let personName: (id: string | null, before?: string) => HTMLElement;
let asked: Asked[];
let answer: Answered;

beforeEach(async () => {
  vi.resetModules();
  ({ personName } = await import('./names.ts'));
  answer = { body: { items: [{ id: ada, name: 'Ada' }, { id: grace, name: 'grace@navy.example' }] } };
  asked = serve(() => answer);
});

const drawn = async (ids: (string | null)[]): Promise<(string | null)[]> => {
  const elements = ids.map((id) => personName(id, 'by '));
  await settle();
  return elements.map(({ textContent }) => textContent);
};

describe('names beside ids', () => {
  it('are asked for together, once, and only for ids of users', async () => {
    expect(await drawn([ada, grace, ada, nobody, null, '/ops-service'])).toEqual(['by Ada', 'by grace@navy.example', 'by Ada', '', '', '']);
    expect(await drawn([ada, nobody])).toEqual(['by Ada', '']);
    expect(asked.map(({ path }) => path)).toEqual([`/users/names?${new URLSearchParams({ ids: [ada, grace, nobody].join(',') })}`]);
  });

  it('are asked for a hundred at a time', async () => {
    await drawn(Array.from({ length: 150 }, (_, i) => `0192f0c1-7c43-7a5e-9d5e-${String(i).padStart(12, '0')}`));
    expect(asked.map(({ path }) => new URLSearchParams(path.split('?')[1]).get('ids')!.split(',').length)).toEqual([100, 50]);
  });

  it('are left out where they cannot be had, and asked for again', async () => {
    answer = { status: 503, body: {} };
    expect(await drawn([ada])).toEqual(['']);
    answer = { body: { items: [{ id: ada, name: 'Ada' }] } };
    expect(await drawn([ada])).toEqual(['by Ada']);
  });
});
