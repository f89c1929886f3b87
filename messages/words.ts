// The English words say which words there are; every other language must have the same.

/** The shape of a group of words in another language: a missing or an extra word fails the type check. */
export type Words<T> = { [K in keyof T]: T[K] extends string ? string : Words<T[K]> };
