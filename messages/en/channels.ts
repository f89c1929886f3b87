import type { AnnounceEndRefusal } from "@/domain/channels/announce-end";
import type { CancelEndRefusal } from "@/domain/channels/cancel-end";
import type { ChangeEndRefusal } from "@/domain/channels/change-end";
import type { ConnectRefusal } from "@/domain/channels/connect-channel";
import type { DateFault } from "@/domain/channels/date-rules";
import type { NoticeKind } from "@/domain/channels/notice-rules";
import type { Platform } from "@/domain/channels/platform-rules";
import type { Phase } from "@/domain/channels/rules";
import type { OpeningFault, SetOpeningRefusal } from "@/domain/channels/set-opening";

export const channels = {
  title: "Channels",
  back: "All channels",
  phase: {
    "not-open": "Not open yet",
    "rolling-out": "Rolling out",
    selling: "Open",
    ending: "Coming to its end",
    "winding-down": "Winding down",
    closed: "Closed",
  } satisfies Record<Phase, string>,
  dates: {
    opensAt: "Opens",
    openToAllAt: "Open to everybody",
    endAnnouncedAt: "End announced",
    lastNewListingAt: "No new listings from",
    salesEndAt: "No sales from",
    fulfilByAt: "Send open orders by",
    refundsUntilAt: "Refunds until",
    closesAt: "Closes",
  },
  datesPast: {
    opensAt: "Opened",
    openToAllAt: "Opened to everybody",
    endAnnouncedAt: "End announced",
    lastNewListingAt: "New listings ended",
    salesEndAt: "Sales ended",
    fulfilByAt: "Open orders were to be sent by",
    refundsUntilAt: "Refunds ended",
    closesAt: "Closed",
  },
  timeline: "Dates",
  noEnd: "No end has been announced.",
  zone: "A day means its beginning, at midnight ({zone}).",
  numbers: {
    shops: "{count, plural, one {# shop} other {# shops}}",
    liveListings:
      "{count, plural, =1001 {more than 1,000 live listings} one {# live listing} other {# live listings}}",
    openOrders:
      "{count, plural, =1001 {more than 1,000 orders to send} one {# order to send} other {# orders to send}}",
    refundableOrders:
      "{count, plural, =1001 {more than 1,000 orders that can be refunded} one {# order that can be refunded} other {# orders that can be refunded}}",
  },

  shop: {
    intro: "Where {shop} can sell from. Each channel has dates and terms of its own.",
    yours: "Connected",
    yoursNone: "{shop} is not connected to any channel yet. Choose one below.",
    others: "Other channels",
    othersNone: "There are no others.",
    since: "Connected since {day}",
    noSalesFrom: "No sales from {day}",
    opensOn: "Opens on {day}",
    closedOn: "Closed on {day}",
    now: "{shop} here, now",
    terms: "Terms",
    help: "What happens when a channel ends, for shoppers too",
    connectTitle: "Connect {shop}",
    connectText: "From then on you can list products on {channel}.",
    agree: "We have read the terms above and agree to them",
    agreeMissing: "Tick the box to agree to the terms.",
    connect: "Connect",
    connectAgain: "Connect again",
    connectAgainText:
      "The connection had ended. When it begins anew, the listings that were never withdrawn can be bought again.",
    connected: "{shop} is connected to {channel}.",
    cannotConnect: {
      "not-open": "{channel} opens on {day}. Then you can connect.",
      ending: "The end of {channel} has been announced, so no shop can connect any more.",
    },
    onlyHeads: "Connecting and ending is for owners and managers of {shop}.",
    endTitle: "End the connection",
    endText:
      "Stop selling through {channel} on a day that you choose. First you see what it means; nothing happens before you confirm.",
    endBegin: "Choose the dates",
    refused: {
      "not-found": "This channel is not here.",
      "not-open": "This channel is not open yet.",
      ending: "The end of this channel has been announced, so no shop can connect any more.",
      "already-connected": "The shop is connected already.",
    } satisfies Record<ConnectRefusal, string>,
  },

  end: {
    announceTitle: "Announce the end of {name}",
    ownTitle: "End the connection to {name}",
    changeTitle: "Change the dates of {name}",
    intro:
      "Give each step a day. Steps may fall on the same day; those that you leave empty come with the next one. First you see what it means.",
    hints: {
      lastNewListingAt: "May be left empty: then new listings end with the sales.",
      salesEndAt: "Buy now stops everywhere in the same second. Checkouts begun before can finish.",
      fulfilByAt: "May be left empty: then by the last day of refunds.",
      refundsUntilAt: "May be left empty: then until it closes.",
      closesAt: "From then on the channel is over for shops too.",
    },
    preview: "See what it means",
    meaningTitle: "What it means",
    changeAgain: "Choose other days",
    touches:
      "{shops, plural, =0 {No shop is touched.} one {One shop is touched.} other {# shops are touched.}} {people, plural, =0 {Nobody is told.} one {One person is told.} other {# people are told.}}",
    shopsTitle: "Shops, with their numbers now",
    shop: "Shop",
    liveListings: "Live listings",
    openOrders: "To send",
    refundableOrders: "Refundable",
    told: "Told",
    others: "{count, plural, one {And one more shop.} other {And # more shops.}}",
    moreThan: "{count}+",
    whenTitle: "What is sent, and when",
    at: "{day}: {what}",
    atOnce: "At once: {what}",
    notice: {
      announced: "the announcement",
      corrected: "the new dates",
      cancelled: "that the end is called off",
      "reminder-30": "a reminder, 30 days before",
      "reminder-7": "a reminder, 7 days before",
      "reminder-1": "a reminder, the day before",
      "sales-ended": "that sales have ended",
      closed: "that it has closed",
    } satisfies Record<NoticeKind, string>,
    mailTitle: "The mail, as {shop} gets it",
    announce: "Announce the end",
    endOwn: "End the connection on these dates",
    change: "Change the dates and tell everybody",
    announced: "The end is announced. Everybody whom it touches is being told.",
    changed: "The dates have changed. Everybody who had heard of the old ones is being told.",
    cancelled: "The end is called off. Everybody who had heard of it is being told.",
    changeSection: "Change or call off the end",
    changeText: "Everybody who has heard of the old dates is told of the new ones.",
    changeLink: "Change the dates",
    cancelText: "As long as sales go on, the end can be called off. Everybody who has heard of it is told.",
    cancel: "Call the end off",
    refused: {
      "not-found": "This is not here.",
      "changed-meanwhile": "Somebody else has changed it in the meantime. Look at it as it is now.",
      "wrong-date": "One of the dates is not right.",
      "not-announced": "No end is announced.",
      "nothing-changed": "These are the dates as they are. Change one of them first.",
      "sales-ended": "Sales have ended already, so the end cannot be called off any more.",
    } satisfies Record<AnnounceEndRefusal | ChangeEndRefusal | CancelEndRefusal, string>,
    fault: {
      missing: "Choose a day: an end has one.",
      "no-such-day": "This is not a day of the calendar. Write it as 2027-02-01.",
      "in-the-past": "This day has begun already. Choose a later one.",
      "has-passed": "This has happened and cannot be changed any more.",
      before: "This comes before “{other}”. Choose the same day or a later one.",
      "after-above": "{name} would outlast what it belongs to. Choose {limit} or an earlier day.",
    } satisfies Record<DateFault["fault"], string>,
  },

  operator: {
    title: "Programme and channels",
    intro:
      "An end is announced, told to every shop by mail, and can be changed or called off while sales go on.",
    caption: "The programme and its channels, with their dates and what goes through them",
    name: "Name",
    phase: "Phase",
    noSalesFrom: "No sales from",
    closes: "Closes",
    shops: "Shops",
    liveListings: "Live listings",
    openOrders: "To send",
    none: "none",
    programme: "Buy now as a whole",
    programmeText: "What is set here counts for every channel.",
    aboveText: "{programme} ends for all channels: no sales from {day}.",
    opening: "Opening",
    first: "First page",
    next: "Next page",
    openingText: "What has opened stays open.",
    openToAllHint:
      "Until then only shoppers inside the roll-out can buy. Empty: open to everybody from the start.",
    saveOpening: "Save the opening",
    openingSaved: "The opening is saved.",
    endTitle: "End",
    endText: "First you see whom it touches and what they are told. Nothing is sent before you confirm.",
    begin: "Prepare the end",
    openingRefused: {
      "not-found": "This is not here.",
      "changed-meanwhile": "Somebody else has changed it in the meantime. Look at it as it is now.",
      "wrong-date": "One of the dates is not right.",
    } satisfies Record<SetOpeningRefusal, string>,
    openingFault: {
      missing: "Choose a day.",
      "no-such-day": "This is not a day of the calendar. Write it as 2027-02-01.",
      "in-the-past": "This day has begun already. Choose a later one.",
      "has-passed": "This has happened and cannot be changed any more.",
      "before-opening": "This comes before the opening.",
      "after-end": "This comes after the end of the sales.",
    } satisfies Record<OpeningFault["fault"], string>,
  },

  closed: {
    refused:
      "Everything that this shop sold through has closed, the last of it on {day}. From then on nothing is changed here any more.",
    banner: "{shop} has been closed since {day}.",
    still:
      "Everything stays here to be read. You can still put right who works here, who sells and how shoppers reach you, and take everything with you.",
    archive: "Make an archive",
    channels: "See open channels",
  },

  banner: {
    label: "What comes to an end",
    ending: "{name} comes to its end: no sales from {day}.",
    "winding-down": "Sales through {name} ended on {day}.",
    todoEnding:
      "List nothing new from {lastNewListing}, send what was bought, and check the links to your own shop.",
    todoListed:
      "Nothing new can be listed there any more. Send what was bought, and check the links to your own shop.",
    todoWinding: "Send open orders by {fulfilBy} and settle refunds by {refundsUntil}.",
    todoLate:
      "Open orders were to be sent by {fulfilBy}: what is left is late. Settle refunds by {refundsUntil}.",
    todoRefundsOver:
      "Refunds ended here on {refundsUntil}. Send what is left before it closes on {closes}; all else is between you and your shoppers.",
    more: "See dates and what to do",
    /** One of several: what counts now, in a line. */
    short: {
      todoEnding: "<strong>{name}</strong>: no sales from {day}",
      todoListed: "<strong>{name}</strong>: no sales from {day}",
      todoWinding: "<strong>{name}</strong>: send orders by {fulfilBy}",
      todoLate: "<strong>{name}</strong>: send what is late",
      todoRefundsOver: "<strong>{name}</strong>: closes on {closes}",
    },
  },

  help: {
    title: "Channels, and what happens when one ends",
    lead: "Shops sell on Merle through channels. A channel can come to its end. This page says what happens then, and when.",
    list: "The channels",
    one: "The end of {name}",
    isOpen: "{name} is open, and no end has been announced.",
    isNotOpen: "{name} is not open yet. It opens on {day}.",
    isEnding: "{name} comes to its end. Until {day} everything can be bought as always.",
    isWinding:
      "Nothing new can be bought through {name} since {day}. What was bought before is sent and, where it is due, refunded.",
    isClosed: "{name} closed on {day}.",
    shoppers: "If you have bought something",
    shoppersText:
      "On the day without sales, Buy now disappears from the cards in the same second everywhere. If you were already at the till, you can finish paying while your units are held, for ten minutes. The card stays and leads to the shop’s own site.",
    shoppersOrders:
      "What you paid for is sent as promised, and refunded if it is not. Your orders and receipts stay with your account. Questions are answered by the shop, whose address is on every receipt.",
    donors: "If you give",
    donorsText:
      "Giving is not part of any channel. Donate stays, gifts and monthly gifts go on, and receipts stay valid, whatever ends.",
    merchants: "If you sell",
    merchantsText:
      "Owners and managers are told by mail at once, 30 days, 7 days and one day before, when sales end and when it closes, and again when a date changes. From the first date on nothing new can be listed. Then sales end; open orders are sent or refunded. After the last channel of a shop has closed, its dashboard can be read and is changed no more, and everything can be taken away as one file.",
    merchantsLink: "Your channels",
    index: "All channels",
    donateStays: "Donate stays.",
  },

  platform: {
    direct: {
      what: "Your products are kept in Merle itself: typed in the dashboard or brought in as a file. Nothing stands between you and your cards.",
      setUp: "Connect, add products, list them. Prices and stock are those that you set here.",
    },
    shopify: {
      what: "For shops that keep their catalogue at Shopify. Its channel to a social timeline opened in 2015.",
      setUp:
        "Export your products at Shopify as a CSV file and bring it in under Listings. Merle does not speak with Shopify by itself: import again when prices or stock change there.",
    },
    bigcommerce: {
      what: "For shops that keep their catalogue at BigCommerce, which was named among the partners in October 2015 and later said that it had looked into the connection without building it.",
      setUp:
        "Bring your products in as a CSV file under Listings. Merle does not speak with BigCommerce by itself: import again when prices or stock change there.",
    },
    demandware: {
      what: "For larger shops that keep their catalogue at Demandware, which was named among the partners in October 2015.",
      setUp:
        "Bring your products in as a CSV file under Listings. Merle does not speak with Demandware by itself: import again when prices or stock change there.",
    },
    "delivery-agent": {
      what: "For goods that belong to a broadcast. Delivery Agent sold from television sets and timelines at once, as at the final of February 2015.",
      setUp:
        "Bring your products in as a CSV file under Listings and give each listing the window of the broadcast. Merle does not speak with Delivery Agent by itself.",
    },
    "stripe-relay": {
      what: "For shops that had products and variants at Stripe and took orders from several apps. Stripe Relay opened in September 2015.",
      setUp:
        "Bring your products in as a CSV file under Listings. Payments go through Stripe as on every channel; the products kept there are not read by Merle.",
    },
    fancy: {
      what: "For finds from the catalogue of Fancy, which drew the first buttons of this kind in early 2014 and was known for delivery on the same day in some cities.",
      setUp:
        "Bring your products in as a CSV file under Listings, and set zones for delivery on the same day in the settings. Merle does not speak with Fancy by itself.",
    },
    other: {
      what: "A channel of its own, with products that are kept in Merle.",
      setUp: "Connect, add products, list them.",
    },
  } satisfies Record<Platform | "other", { what: string; setUp: string }>,
  terms: {
    seller: "{shop} is the seller: sending, damage and returns are between you and your shoppers.",
    prices:
      "What a card says is true: price, stock and promise. What you sold at that price you send at that price.",
    freshness:
      "A price that came through this channel counts for {minutes, plural, one {# minute} other {# minutes}}; after that the card leads to your own shop until it is confirmed.",
    commission:
      "Merle keeps the commission that was agreed with your shop. There is no fee for listing or for connecting.",
    end: "An end is announced by mail before sales stop. You can end your own connection on any day.",
    yours: "Orders, products and posts stay yours, and listings can be saved as a file.",
  },
} as const;
