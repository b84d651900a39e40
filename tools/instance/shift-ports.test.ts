import { expect, it } from 'vitest';
import { shiftApp, shiftText } from './shift-ports.ts';

it('moves ports of this machine and leaves others', () => {
  expect(shiftText('postgres://todo:todo@localhost:5433/todo http://127.0.0.1:3000 kafka:9092 10:30', 10_000)).toBe(
    'postgres://todo:todo@localhost:15433/todo http://127.0.0.1:13000 kafka:9092 10:30',
  );
});

it('moves every port of an app', () => {
  const app = { appID: 'a', appDirPath: '/', appPort: 3000, daprHTTPPort: 3500, daprGRPCPort: 3600, metricsPort: 3800, command: ['x'] };
  expect(shiftApp({ ...app, env: { PORT: '3000', SMTP_PORT: '1025', LIMIT: '5' } }, 10_000)).toEqual({
    ...app,
    appPort: 13_000,
    daprHTTPPort: 13_500,
    daprGRPCPort: 13_600,
    metricsPort: 13_800,
    env: { PORT: '13000', SMTP_PORT: '11025', LIMIT: '5' },
  });
});
