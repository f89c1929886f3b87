// The platform owns the words on the buttons that cost money. One place, checked by a test.
export const buttons = { buyNow: "Buy now", donate: "Donate" } as const;
