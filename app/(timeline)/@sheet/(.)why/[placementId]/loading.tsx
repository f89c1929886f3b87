import { Waiting } from "@/components/ui/waiting";

export default function Loading() {
  return <Waiting lines={9} />;
}
