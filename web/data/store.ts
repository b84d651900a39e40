import { deleteDB, openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb';
import type { Task } from '../types.ts';
import type { Entry } from './acts.ts';

/** What this browser keeps for a person. */
interface Kept extends DBSchema {
  tasks: { key: string; value: Task };
  queue: { key: number; value: Entry };
  /** One value each: `user_seq`, `counts`, the latest page of the chat and of the notices. */
  facts: { key: string; value: unknown };
}

/** The database of a person in this browser. */
export type Store = IDBPDatabase<Kept>;

/** A transaction that may write to every store. */
export type Writing = IDBPTransaction<Kept, ('queue' | 'tasks' | 'facts')[], 'readwrite'>;

const nameOf = (userId: string): string => `todo-${userId}`;

/** Opens what this browser keeps for a person. */
export const openStore = (userId: string): Promise<Store> =>
  openDB<Kept>(nameOf(userId), 1, {
    upgrade: (db) => {
      db.createObjectStore('tasks', { keyPath: 'id' });
      db.createObjectStore('queue', { keyPath: 'seq', autoIncrement: true });
      db.createObjectStore('facts');
    },
  });

/** Forgets what this browser keeps for a person. */
export const forgetStore = (userId: string): Promise<void> => deleteDB(nameOf(userId));
