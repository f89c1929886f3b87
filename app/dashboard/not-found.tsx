// Inside the frame, which has its main part already.
export { NothingHere as default } from "../not-found";
