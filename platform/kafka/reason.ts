type Failure = Error & { code?: unknown; errors?: Failure[]; cause?: Failure; apiId?: unknown };

/** What to do about failures caused by a wrong setting, by their error code. */
const advice: readonly [codes: RegExp, words: string][] = [
  [/^PLT_KFK_AUTHENTICATION$/, 'the broker refuses this user: see that KAFKA_USERNAME and KAFKA_PASSWORD are right, and that the user exists for KAFKA_SASL_MECHANISM'],
  [/^(UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT_LOCALLY|SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT)$/, "the broker's certificate is from an authority that is not known here: name its certificate with KAFKA_CA_FILE"],
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/, "the broker's certificate is for another host name than KAFKA_BOOTSTRAP_SERVERS says"],
  [/^(EPROTO|ERR_SSL_WRONG_VERSION_NUMBER)$/, 'the broker does not speak TLS there: see KAFKA_SECURITY_PROTOCOL and the port'],
  [/_AUTHORIZATION_FAILED$/, 'this user may not do that: npm run acls -- check, as an administrator, shows what it lacks'],
  [/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN)$/, 'no broker answers there: see that it runs and that KAFKA_BOOTSTRAP_SERVERS is right'],
];

/** The same for errors without a code. */
const adviceOnWords: readonly [words: RegExp, advice: string][] = [
  [/^Broker requires TLS/, 'see KAFKA_SECURITY_PROTOCOL and the port'],
  [/^Connection closed/, 'the broker ends the connection: does it want TLS or a login? See KAFKA_SECURITY_PROTOCOL'],
];

const withCauses = (failure: Failure | undefined): Failure[] =>
  failure === undefined ? [] : [failure, ...(failure.errors ?? []).flatMap(withCauses), ...withCauses(failure.cause)];

const adviceOn = (failures: readonly Failure[]): string | undefined => {
  const codes = failures.flatMap(({ code, apiId }) => [String(code ?? ''), String(apiId ?? '')]);
  const found = advice.find(([pattern]) => codes.some((code) => pattern.test(code)));
  if (found !== undefined) return found[1];
  return adviceOnWords.find(([words]) => failures.some(({ message }) => words.test(message)))?.[1];
};

/**
 * Why a call to Kafka failed, in one line, with advice if there is any; the client nests
 * the cause several errors deep.
 */
export const kafkaReason = (error: unknown): string => {
  const failures = withCauses(error as Failure);
  const [first = 'unknown', ...causes] = [...new Set(failures.map(({ message }) => message.replace(/\.$/, '')))];
  const hint = adviceOn(failures);
  return [[first, ...causes.slice(0, 4)].join(': '), ...(hint === undefined ? [] : [hint])].join('; ');
};
