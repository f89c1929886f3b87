import { expect, test } from "vitest";
import { networkOf } from "./client-address";

test("whoever has a network of IPv6 is one, whichever of its addresses they take", () => {
  const same = ["2001:db8:0:7::1", "2001:0DB8:0000:0007:a:b:c:d", "2001:db8:0:7:ffff::%eth0"];
  expect(same.map(networkOf)).toEqual(same.map(() => "2001:db8:0:7::/64"));
  expect(networkOf("2001:db8:0:8::1")).toBe("2001:db8:0:8::/64");
  expect(networkOf("2001:db8::1")).toBe("2001:db8:0:0::/64");
  expect(networkOf("::1")).toBe("0:0:0:0::/64");
});

test("an address of IPv4 stays itself, also where a socket writes it in IPv6", () => {
  expect(["203.0.113.7", "::ffff:203.0.113.7"].map(networkOf)).toEqual(["203.0.113.7", "203.0.113.7"]);
  expect(["unknown", "10.0.0.1:80"].map(networkOf)).toEqual(["unknown", "10.0.0.1:80"]);
});
