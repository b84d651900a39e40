import type { DaprClient, HttpMethod, InvokerOptions } from '@dapr/dapr';

/** What services use of the SDK. */
export interface Dapr {
  invoker: {
    invoke(appId: string, path: string, method: `${HttpMethod}`, body?: object, options?: InvokerOptions): Promise<object>;
  };
  pubsub: Pick<DaprClient['pubsub'], 'publish'>;
}

const openClient = async (daprPort: number, apiToken: string | undefined): Promise<DaprClient> => {
  const { CommunicationProtocolEnum, DaprClient, LogLevel } = await import('@dapr/dapr');
  return new DaprClient({
    daprHost: '127.0.0.1',
    daprPort: String(daprPort),
    communicationProtocol: CommunicationProtocolEnum.HTTP,
    logger: { level: LogLevel.Error },
    ...(apiToken === undefined ? {} : { daprApiToken: apiToken }),
  });
};

/**
 * A client of this service's own sidecar. The SDK is loaded when it is first used: 40 MB,
 * which a service that calls no other never needs, so its methods are named by their text.
 */
export const createDaprClient = (daprPort: number, apiToken: string | undefined): Dapr => {
  let client: Promise<DaprClient> | undefined;
  const opened = (): Promise<DaprClient> => (client ??= openClient(daprPort, apiToken));
  return {
    invoker: { invoke: async (appId, path, method, ...rest) => (await opened()).invoker.invoke(appId, path, method as HttpMethod, ...rest) },
    pubsub: { publish: async (...event) => (await opened()).pubsub.publish(...event) },
  };
};
