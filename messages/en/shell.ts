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
  offlineTitle: "You are offline",
  offlineText: "This page needs the internet. Look at your connection, then try again; nothing is lost.",
} as const;
