import type { App } from './types.ts';

const local = /\b(localhost|127\.0\.0\.1):(\d{2,5})\b/g;

/** Shifts every local port in a text, such as a Kafka address or a database URL. */
export const shiftText = (text: string, offset: number): string =>
  text.replace(local, (_, host: string, port: string) => `${host}:${Number(port) + offset}`);

const isPort = (name: string, value: string): boolean => /(^|_)PORT$/.test(name) && /^\d+$/.test(value);

const shiftEnv = (env: Readonly<Record<string, string>>, offset: number): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).map(([name, value]) => [name, isPort(name, value) ? String(Number(value) + offset) : shiftText(value, offset)]),
  );

/** The same app on other ports, its environment included. */
export const shiftApp = (app: App, offset: number): App => ({
  ...app,
  appPort: app.appPort + offset,
  daprHTTPPort: app.daprHTTPPort + offset,
  daprGRPCPort: app.daprGRPCPort + offset,
  ...(app.metricsPort !== undefined && { metricsPort: app.metricsPort + offset }),
  ...(app.daprInternalGRPCPort !== undefined && { daprInternalGRPCPort: app.daprInternalGRPCPort + offset }),
  env: shiftEnv(app.env, offset),
});
