import { auditLog, deadLettered, notificationEvents, reminders, taskEvents, taskUpdates } from '#contracts/topics';
import type { Service, ServiceEntry } from './service-entry.ts';

const mail = {
  SMTP_URL: { local: { value: 'smtp://127.0.0.1:1025', why: 'The inbox that npm start and Docker Compose run; its page is at http://localhost:1080.' }, cluster: 'secret' },
  MAIL_FROM: { local: 'Todo <todo@todo.local>', cluster: 'settings' },
  PUBLIC_URL: { local: 'http://localhost:3000', cluster: 'settings' },
} as const;

/** Every service, once. After a change: npm run generate. */
export const catalogue = {
  'chat-api': {
    port: 3000,
    database: true,
    publishes: [taskEvents, taskUpdates, auditLog],
    invokes: {
      'notification-service': [
        { path: '/internal/users/**', verbs: ['GET', 'PUT', 'POST'] },
        { path: '/internal/mails', verbs: ['POST'] },
      ],
      'ops-service': [{ path: '/internal/users/**', verbs: ['POST'] }],
    },
    gateway: true,
    // Only where a component for it is there and named: docs/chat-model.md.
    converses: true,
    settings: {
      ADMIN_EMAILS: { local: 'admin@todo.local' },
      CONFIRM_ADDRESSES: { cluster: 'settings', local: { value: 'off', why: 'Reminders come by mail right after signing up: nobody else is on this machine.' } },
      AUTH_SIGNING_KEY: { cluster: 'production secret' },
    },
  },
  'reminder-service': {
    port: 3001,
    database: true,
    // To the audit trail goes that a deleted user is forgotten here.
    publishes: [reminders, auditLog],
    clocks: {
      reminders: { schedule: '@every 1s', why: 'Every replica has one; the rows that they claim are locked, so a reminder is sent once.' },
    },
  },
  'notification-service': {
    port: 3002,
    database: true,
    publishes: [notificationEvents, auditLog],
    clocks: {
      notifications: { schedule: '@every 1s', why: 'Every replica has one; the rows that they claim are locked, so a held notice is released once.' },
    },
    invokes: {
      'chat-api': [
        { path: '/internal/users/*', verbs: ['GET'] },
        { path: '/internal/completions', verbs: ['POST'] },
      ],
    },
    prefixes: ['/notification-preferences', '/notifications', '/push-subscriptions', '/unsubscribe', '/mail-acts'],
    callsOut: true,
    settings: {
      ...mail,
      VAPID_PUBLIC_KEY: { cluster: 'production secret' },
      VAPID_PRIVATE_KEY: { cluster: 'production secret' },
    },
  },
  'recurring-service': {
    port: 3003,
    invokes: {
      'chat-api': [
        { path: '/internal/tasks/**', verbs: ['POST'] },
        { path: '/readyz', verbs: ['GET'] },
      ],
    },
  },
  'audit-service': {
    port: 3004,
    database: true,
    prefixes: ['/audit'],
  },
  'realtime-service': {
    port: 3005,
    invokes: {
      'chat-api': [{ path: '/internal/sessions', verbs: ['POST'] }],
    },
    prefixes: ['/ws-tickets'],
    upgrades: ['/ws'],
    healthThreshold: {
      value: 3600,
      why: 'In effect never: a pause that ends while a delivery is still being retried can lose the subscription (docs/decisions/0009), and here there are no dead letters from which a pause would keep an event.',
    },
    settings: {
      REALTIME_ORIGINS: { local: 'http://localhost:3000,http://127.0.0.1:3000', cluster: 'settings' },
      REALTIME_TICKET_KEY: { cluster: 'production secret' },
    },
  },
  'ops-service': {
    port: 3006,
    database: true,
    // Replays go to where a dead letter came from; its own acts to the audit trail, which is one of them.
    publishes: deadLettered,
    watches: true,
    prefixes: ['/ops', '/trail'],
    callsOut: true,
    healthThreshold: { value: 3600, why: 'In effect never: what it consumes is tried for ever, so a pause protects nothing (docs/decisions/0012).' },
    settings: {
      ...mail,
      ALERT_MAIL_TO: { local: 'admin@todo.local', cluster: 'settings' },
      EXPECT_TRAFFIC: { cluster: 'settings' },
      TRACE_URL: { cluster: 'settings' },
      TRACE_SEARCH_URL: { cluster: 'settings' },
      ALERT_WEBHOOK_URL: { cluster: 'optional secret' },
      ALERT_WEBHOOK_SECRET: { cluster: 'optional secret' },
    },
  },
} as const satisfies Readonly<Record<string, ServiceEntry>>;

/** The name of a service: its Dapr app id and its folder. */
export type ServiceId = keyof typeof catalogue;

/** The {@link catalogue} as a list, in which an entry that leaves something out has it undefined. */
export const services: readonly Service[] = Object.entries<ServiceEntry>(catalogue).map(([id, entry]) => ({ id, ...entry }));

/** The name of a variable that is about a service: AUDIT_SERVICE_URL. */
export const variableOf = (id: string, what: string): string => `${id.toUpperCase().replaceAll('-', '_')}_${what}`;
