// Any page that is not a dialog closes the one that was open.
export default function NoSheet() {
  return null;
}
