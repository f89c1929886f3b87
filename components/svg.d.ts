declare module "*.svg" {
  const picture: { src: string };
  export default picture;
}
