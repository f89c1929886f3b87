// Where one monthly gift is found; with the secret of a mail's link, for those who are not signed in.

export function monthlyAddress(giftId: string, token: string, said?: string): string {
  const query = new URLSearchParams({
    ...(token === "" ? {} : { token }),
    ...(said ? { said } : {}),
  }).toString();
  return `/donations/monthly/${giftId}${query === "" ? "" : `?${query}`}`;
}
