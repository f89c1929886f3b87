// An address that leads nowhere is answered within the frame, where the ways on are.
import { notFound } from "next/navigation";

export { generateMetadata } from "@/app/not-found";

export default function Nowhere(): never {
  notFound();
}
