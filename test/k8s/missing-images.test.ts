import { expect, it } from 'vitest';
import { missingImages, type Pods } from './missing-images.ts';

const waiting = (image: string, reason?: string): Pods['items'][number] => ({ status: { containerStatuses: [{ image, state: reason === undefined ? {} : { waiting: { reason } } }] } });

it.each(['ErrImageNeverPull', 'ImagePullBackOff', 'InvalidImageName'])('names each image that will not come once (%s)', (reason) =>
  expect(missingImages({ items: [waiting('todo/app:0.1.0', reason), waiting('todo/app:0.1.0', reason), waiting('postgres:18.4')] })).toEqual(['todo/app:0.1.0']));

it('looks at init containers too', () =>
  expect(missingImages({ items: [{ status: { initContainerStatuses: [{ image: 'todo/app:0.1.0', state: { waiting: { reason: 'ImagePullBackOff' } } }] } }] })).toEqual(['todo/app:0.1.0']));

it.each(['ContainerCreating', 'PodInitializing', 'CrashLoopBackOff', 'ErrImagePull'])('lets a pod be that may yet start (%s)', (reason) => expect(missingImages({ items: [waiting('todo/app:0.1.0', reason), { status: {} }] })).toEqual([]));
