/** Whether a person writes the day or the month first. */
export type DateOrder = 'day_month' | 'month_day';

const orderIn = (locale: string): DateOrder => {
  const parts = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'numeric' }).formatToParts();
  return parts.find(({ type }) => type === 'day' || type === 'month')?.type === 'month' ? 'month_day' : 'day_month';
};

/** A language with both orders, such as English, tells nothing without its region. */
const orderOfLanguage = (language: string): DateOrder | null => {
  const [here, elsewhere] = [orderIn(`${language}-US`), orderIn(`${language}-001`)];
  return here === elsewhere ? here : null;
};

/**
 * The likely order from a browser's Accept-Language, by its first language; null when it
 * tells nothing.
 */
export const guessDateOrder = (acceptLanguage: string | undefined): DateOrder | null => {
  const first = acceptLanguage?.split(',')[0]?.split(';')[0]?.trim() ?? '';
  try {
    const { language, region } = new Intl.Locale(first);
    if (!Intl.DateTimeFormat.supportedLocalesOf(language).length) return null;
    return region === undefined ? orderOfLanguage(language) : orderIn(first);
  } catch {
    return null;
  }
};
