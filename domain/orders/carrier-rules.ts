// Who carries parcels, and where each tells how far one has come. The addresses are those of the carriers' own pages.

const tracked = {
  "canada-post": {
    name: "Canada Post",
    url: (number: string) =>
      `https://www.canadapost-postescanada.ca/track-reperage/en#/search?searchFor=${number}`,
  },
  chronopost: {
    name: "Chronopost",
    url: (number: string) => `https://www.chronopost.fr/tracking-no-cms/suivi-page?listeNumerosLT=${number}`,
  },
  dhl: {
    name: "DHL",
    url: (number: string) => `https://www.dhl.com/en/express/tracking.html?AWB=${number}`,
  },
  fedex: {
    name: "FedEx",
    url: (number: string) => `https://www.fedex.com/fedextrack/?trknbr=${number}`,
  },
  "la-poste": {
    name: "La Poste",
    url: (number: string) => `https://www.laposte.fr/outils/suivre-vos-envois?code=${number}`,
  },
  "royal-mail": {
    name: "Royal Mail",
    url: (number: string) => `https://www.royalmail.com/track-your-item#/tracking-results/${number}`,
  },
  ups: {
    name: "UPS",
    url: (number: string) => `https://www.ups.com/track?tracknum=${number}`,
  },
  usps: {
    name: "USPS",
    url: (number: string) => `https://tools.usps.com/go/TrackConfirmAction?tLabels=${number}`,
  },
};

type Tracked = keyof typeof tracked;

export const carriers = Object.keys(tracked) as Tracked[];

/** The one that most parcels from a country go with, to begin with. */
export function usualCarrier(country: string): Tracked {
  const posts: Record<string, Tracked> = { FR: "la-poste", US: "usps", GB: "royal-mail", CA: "canada-post" };
  return posts[country] ?? "dhl";
}

const isTracked = (carrier: string): carrier is Tracked => Object.hasOwn(tracked, carrier);

/** As the carrier calls itself; another is called as it was typed. */
export const carrierName = (carrier: string): string =>
  isTracked(carrier) ? tracked[carrier].name : carrier;

/** Where a parcel can be followed; undefined without a number, and with a carrier that is not known. */
export function trackingUrl(carrier: string, trackingNumber: string | null): string | undefined {
  if (trackingNumber === null || !isTracked(carrier)) return undefined;
  return tracked[carrier].url(encodeURIComponent(trackingNumber));
}
