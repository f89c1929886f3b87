export const shell = {
  navigation: "Main",
  home: "Home",
  orders: "Orders",
  donations: "Donations",
  profile: "Profile",
  settings: "Settings",
  signInPlace: "Sign in",
  signIn: "Sign in",
  signUp: "Create account",
  compose: "Post",
  aside: "More",
  notFoundTitle: "There is nothing at this address",
  notFoundText:
    "It may have been deleted, or the address has a letter too many. The timeline is still there.",
  notFoundHome: "Go to the timeline",
  errorTitle: "That did not work",
  errorReference: "If you write to us, tell us this reference:",
  errorText:
    "The fault is ours, not yours. Try again in a moment. If you were just paying, look under Orders or Donations first: what went through is there.",
  offlineTitle: "You are offline",
  offlineText: "This page needs the internet. Look at your connection, then try again; nothing is lost.",
} as const;
